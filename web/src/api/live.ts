/** The live stream: events of the workspace as they are committed, and which remembered answers each makes stale. */
import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { EventSourceParserStream } from "eventsource-parser/stream";

import { authorisedFetch } from "./client";
import { sessionState } from "./session";

export type LiveState = "connecting" | "live" | "offline";

interface LiveEvent {
  name: string;
  payload: Record<string, string | undefined>;
}

type Stale = (ids: LiveEvent["payload"]) => QueryKey[];

const ofApplication: Stale = ({ application_id: id }) => [
  ["applications"], ["overview"],
  ...(id === undefined ? [] : [["application", id], ["timeline", id], ["package", id], ["analysis", id]]),
];
const ofPosting: Stale = ({ posting_id: id }) => [
  ["postings"], ["overview"], ["boards"],
  ...(id === undefined ? [] : [["posting", id], ["match", id]]),
];
const ofBoard: Stale = () => [["boards"], ["overview"], ["postings"]];
const ofResume: Stale = () => [["resumes"], ["profile"], ["candidates"]];

const ofLabel: Stale = ({ posting_id: id }) => [["scoring"], ["postings"], ["gaps"], ...(id === undefined ? [] : [["match", id]])];

/** Event → what to read again. An event that is not named here changes nothing that is shown. */
export const STALE: Record<string, Stale> = {
  WorkspaceCreated: () => [["me"]],
  ResumeUploaded: ofResume,
  ResumeRead: ofResume,
  ResumeUnreadable: ofResume,
  ProfileChanged: () => [["profile"], ["postings"], ["match"], ["gaps"], ["candidates"]],
  BoardAdded: ofBoard,
  BoardCrawled: ofBoard,
  BoardFailed: ofBoard,
  PostingFound: ofPosting,
  PostingChanged: (ids) => [...ofPosting(ids), ["candidates"]],
  PostingClosed: ofPosting,
  PostingReopened: ofPosting,
  PostingReposted: () => [["postings"], ["posting"]],
  PostingChecked: ofPosting,
  PostingsMerged: () => [["postings"], ["posting"]],
  PostingsLinked: () => [["posting"]],
  PostingsSeparated: () => [["postings"], ["posting"]],
  SavedSearchMatched: () => [["searches"]],
  PostingDecided: ofLabel,
  LabelsChanged: ofLabel,
  ScoringLearnt: () => [["scoring"], ["postings"], ["match"]],
  PostingScored: (ids) => [...ofPosting(ids), ["analysis"], ["gaps"]],
  ApplicationAnalysed: ofApplication,
  ApplicationOpened: (ids) => [...ofApplication(ids), ...ofPosting(ids)],
  ApplicationMoved: ofApplication,
  PackageDrafted: ofApplication,
  PackageNotMade: ofApplication,
  PackageApproved: ofApplication,
  PackageRejected: ofApplication,
  PackageExported: ofApplication,
  ApplicationSent: ofApplication,
};

/** A crawl commits hundreds of events a second; the screen follows at most this often (ms). */
const GATHER = 400;
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

/** Follow the stream until `signal` aborts; reconnects by itself and takes up where it stopped. */
export async function followLive(queries: QueryClient, onState: (state: LiveState) => void, signal: AbortSignal): Promise<void> {
  const gather = gatherStale(queries);
  let lastId: string | null = null;
  let wait = FIRST_WAIT;
  while (!signal.aborted && sessionState() === "signed-in") {
    onState("connecting");
    let heard = false;
    try {
      const headers: Record<string, string> = { Accept: "text/event-stream" };
      if (lastId !== null) headers["Last-Event-ID"] = lastId;
      const request = new Request(new URL("/api/v1/live", window.location.origin), { headers, signal, cache: "no-store" });
      const response = await authorisedFetch(request);
      if (response.ok && response.body) {
        onState("live");
        heard = true;
        wait = FIRST_WAIT;
        const messages = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
        for await (const message of messages) {
          if (message.id) lastId = message.id;
          const event = read(message.data);
          if (event) gather(STALE[event.name]?.(event.payload) ?? []);
        }
      }
    } catch {
      // The connection broke: below we wait and try again. What was missed comes by Last-Event-ID.
    }
    // The compiler does not see that waiting above may have changed it.
    if ((signal as { aborted: boolean }).aborted) return;
    onState("offline");
    await pause(wait * (0.75 + Math.random() / 2), signal);
    wait = Math.min(wait * 2, LONGEST_WAIT);
    // Where the stream does not come through at all, the screens are read again from time to time.
    if (!heard) void queries.invalidateQueries();
  }
}

function read(data: string): LiveEvent | null {
  try {
    const event = JSON.parse(data) as Partial<LiveEvent>;
    return typeof event.name === "string" ? { name: event.name, payload: event.payload ?? {} } : null;
  } catch {
    return null;
  }
}

/** Collects keys for `GATHER` ms and invalidates each once. */
export function gatherStale(queries: QueryClient): (keys: QueryKey[]) => void {
  const waiting = new Map<string, QueryKey>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  return (keys) => {
    for (const key of keys) waiting.set(JSON.stringify(key), key);
    if (waiting.size === 0 || timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      const due = [...waiting.values()];
      waiting.clear();
      for (const queryKey of due) void queries.invalidateQueries({ queryKey });
    }, GATHER);
  };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
