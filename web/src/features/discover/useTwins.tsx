import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { client, unwrap } from "@/api/client";
import { noticeWithUndo } from "@/components/undo";

/** Merge two postings into one job. The notice that says so can take it back. */
export function useMerge(postingId: string) {
  const change = useTwinChange(postingId);
  return useMutation({
    mutationFn: (other: string) => change.merge(other),
    onSuccess: (_, other) => noticeWithUndo("They are one posting now.", "Take it back", () => change.separate(other)),
  });
}

/** Take two postings apart. The notice that says so can merge them again; a mere link cannot be made by hand. */
export function useSeparate(postingId: string, { id: other, kind }: { id: string; kind: string }) {
  const change = useTwinChange(postingId);
  return useMutation({
    mutationFn: () => change.separate(other),
    onSuccess: () => {
      if (kind === "same") noticeWithUndo("They are two postings again.", "Merge them again", () => change.merge(other));
      else notifications.show({ message: "The link is gone." });
    },
  });
}

function useTwinChange(postingId: string) {
  const queries = useQueryClient();
  const reread = () => Promise.all([queries.invalidateQueries({ queryKey: ["posting"] }), queries.invalidateQueries({ queryKey: ["postings"] })]);
  return {
    merge: async (other: string) => {
      await unwrap(client.POST("/api/v1/postings/{posting_id}/twins", { params: { path: { posting_id: postingId } }, body: { posting_id: other } }));
      await reread();
    },
    separate: async (other: string) => {
      await unwrap(client.DELETE("/api/v1/postings/{posting_id}/twins/{twin_id}", { params: { path: { posting_id: postingId, twin_id: other } } }));
      await reread();
    },
  };
}
