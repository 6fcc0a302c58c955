/** How a source is doing, in one sentence. */
import type { Board } from "@/api/shapes";
import { ago, count } from "@/components/format";

export interface Health {
  tone: "good" | "brand" | "poor" | "quiet";
  word: string;
  sentence: string;
}

export function healthOf(board: Board): Health {
  switch (board.status) {
    case "new":
      return { tone: "quiet", word: "Waiting", sentence: "Waits for its first visit." };
    case "crawling":
      return { tone: "brand", word: "Reading", sentence: progressOf(board) };
    case "failing":
      return { tone: "poor", word: "Failing", sentence: board.problem ?? "The last visit failed; no reason was given." };
    // "ok"
    default:
      return {
        tone: "good",
        word: "Well",
        sentence: board.last_ok_at
          ? `Answered ${ago(board.last_ok_at)}; ${count(board.postings_open, "open posting")}.`
          : `${count(board.postings_open, "open posting")}.`,
      };
  }
}

function progressOf(board: Board): string {
  const { seen, total } = board.progress;
  if (total !== null) return `Read ${seen} of ${count(total, "posting")}.`;
  return seen > 0 ? `Read ${count(seen, "posting")} so far.` : "Asking the board for its postings …";
}
