/** The states of an application in words, and where each stands on the pipeline. The law itself is the server's. */
import type { State } from "@/api/shapes";

export const STATES: Record<State, string> = {
  preparing: "Being prepared",
  not_prepared: "Could not be prepared",
  awaiting_approval: "Waits for your approval",
  approved: "Approved",
  handed_over: "Handed over",
  sending: "Being sent",
  unknown: "Unclear whether sent",
  sent: "Sent",
  acknowledged: "Acknowledged",
  interviewing: "Interviewing",
  offered: "Offer",
  accepted: "Accepted",
  discarded: "Discarded by you",
  rejected: "Turned down",
  declined: "Declined by you",
  no_answer: "No answer",
  withdrawn: "Withdrawn",
};

export type Tone = "call" | "brand" | "good" | "fair" | "poor" | "quiet";

export const TONES: Record<State, Tone> = {
  preparing: "quiet",
  not_prepared: "poor",
  awaiting_approval: "call",
  approved: "brand",
  handed_over: "brand",
  sending: "brand",
  unknown: "fair",
  sent: "brand",
  acknowledged: "brand",
  interviewing: "good",
  offered: "good",
  accepted: "good",
  discarded: "quiet",
  rejected: "quiet",
  declined: "quiet",
  no_answer: "quiet",
  withdrawn: "quiet",
};

export interface Column {
  key: string;
  title: string;
  states: State[];
  empty: string;
}

export const COLUMNS: Column[] = [
  { key: "prepare", title: "In preparation", states: ["preparing", "not_prepared"], empty: "Choose “Prepare application” on a posting." },
  { key: "review", title: "Your approval", states: ["awaiting_approval"], empty: "Nothing waits for you." },
  { key: "send", title: "Ready to send", states: ["approved", "handed_over", "sending", "unknown"], empty: "What you approve comes here." },
  { key: "sent", title: "Sent", states: ["sent", "acknowledged"], empty: "What you sent comes here." },
  { key: "talks", title: "In talks", states: ["interviewing", "offered", "accepted"], empty: "Interviews and offers come here." },
];

export const CLOSED: State[] = ["rejected", "declined", "no_answer", "withdrawn", "discarded"];

/** What a person may report about an application that was sent. */
export const OUTCOMES = ["acknowledged", "interviewing", "offered", "accepted", "rejected", "declined", "no_answer"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const OUTCOME_WORDS: Record<Outcome, string> = {
  acknowledged: "They confirmed receipt",
  interviewing: "They invited me",
  offered: "They made an offer",
  accepted: "I accepted the offer",
  rejected: "They turned me down",
  declined: "I declined",
  no_answer: "No answer came",
};

export function isOutcome(state: State): state is Outcome {
  return (OUTCOMES as readonly State[]).includes(state);
}

/** The steps every application goes through, for the tracker. */
export const STEPS: { title: string; states: State[] }[] = [
  { title: "Prepared", states: ["preparing", "not_prepared"] },
  { title: "Approved", states: ["awaiting_approval", "discarded"] },
  { title: "Sent", states: ["approved", "handed_over", "sending", "unknown"] },
  { title: "Answered", states: ["sent", "acknowledged", "no_answer"] },
  { title: "Decided", states: ["interviewing", "offered"] },
];

/** How many of `STEPS` are behind an application in this state. A closed one has stopped where its last open state was. */
export function stepsDone(state: State): number {
  if (state === "accepted" || state === "rejected" || state === "declined") return STEPS.length;
  const at = STEPS.findIndex((step) => step.states.includes(state));
  return at === -1 ? 0 : at;
}
