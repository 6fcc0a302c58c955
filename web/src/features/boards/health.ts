/** How a source is doing: a word and a colour. The sentence is the server's. */
import type { Board } from "@/api/shapes";

export interface Health {
  tone: "good" | "brand" | "fair" | "poor" | "quiet";
  word: string;
  sentence: string;
}

const STATES: Record<Board["health_state"], Omit<Health, "sentence">> = {
  ok: { tone: "good", word: "Well" },
  reading: { tone: "brand", word: "Reading" },
  paused: { tone: "quiet", word: "Paused" },
  failing: { tone: "poor", word: "Failing" },
  needs_person: { tone: "poor", word: "Needs you" },
  new: { tone: "quiet", word: "Waiting" },
};

export function healthOf(board: Pick<Board, "health_state" | "health">): Health {
  return { ...STATES[board.health_state], sentence: board.health };
}

/** Whether it is visited at all: what people added by hand and other programs sent is not. */
export function isVisited({ board }: Pick<Board, "board">): boolean {
  return board !== "captured" && board !== "intake";
}

/** How often a source can be visited; null is as often as the settings say. */
export const EVERY: readonly { minutes: number | null; words: string }[] = [
  { minutes: 60, words: "Every hour" },
  { minutes: 360, words: "Every 6 hours" },
  { minutes: 1_440, words: "Every day" },
  { minutes: 10_080, words: "Every week" },
  { minutes: null, words: "As the settings say" },
];

/** "every 6 hours", "every 90 minutes"; null where the settings say it. */
export function everyWords(minutes: number | null): string | null {
  if (minutes === null) return null;
  const known = EVERY.find((one) => one.minutes === minutes);
  return known ? known.words.toLowerCase() : `every ${minutes} minutes`;
}

/** A field that was not as documented, as a sentence: "“title” of posting 41 is missing." */
export function driftWords({ field, problem, job_id: job }: Board["drift"][number]): string {
  return `“${field}”${job === null ? "" : ` of posting ${job}`} ${problem}${/[.!?]$/.test(problem) ? "" : "."}`;
}
