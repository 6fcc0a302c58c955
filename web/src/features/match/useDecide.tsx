import { useMutation, useQueryClient } from "@tanstack/react-query";

import { client, unwrap } from "@/api/client";
import type { Decide, Match } from "@/api/shapes";
import { noticeWithUndo } from "@/components/undo";

import { reasonOf } from "./decisions";

export interface Said {
  decision: Decide;
  reason?: string | null;
}

const DONE: Record<Decide, string> = {
  shortlist: "On your shortlist.",
  reject: "Noted: not for you.",
  clear: "Taken back.",
};

/** Say what one thinks of a posting. The notice that says so goes back to what was said before. */
export function useDecide(postingId: string, before: Match["label"]) {
  const queries = useQueryClient();
  const say = async ({ decision, reason }: Said) => {
    const { label } = await unwrap(
      client.POST("/api/v1/postings/{id}/decision", { params: { path: { id: postingId } }, body: { decision, reason: reason ?? null } }),
    );
    queries.setQueryData<Match | null>(["match", postingId], (known) => known && { ...known, label });
    await Promise.all([queries.invalidateQueries({ queryKey: ["postings"] }), queries.invalidateQueries({ queryKey: ["scoring"] })]);
  };
  return useMutation({
    mutationFn: say,
    onMutate: () => asSaid(before),
    onSuccess: (_, { decision, reason }, earlier) => {
      const why = reason == null ? "" : ` (${reasonOf(reason)})`;
      noticeWithUndo(`${DONE[decision]}${why}`, "Undo", () => say(earlier));
    },
  });
}

/** The user's own word as it stood; what an application says stands beside it and needs no saying. */
export function asSaid(label: Match["label"]): Said {
  if (label?.source !== "decision") return { decision: "clear" };
  return { decision: label.relevant ? "shortlist" : "reject", reason: label.reason };
}
