import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, CircleHelp, CircleX, Eye } from "lucide-react";

import { client, unwrap } from "@/api/client";
import { posting } from "@/api/queries";
import type { Liveness } from "@/api/shapes";
import { ago } from "@/components/format";
import { When } from "@/components/Meta";
import { Problem } from "@/components/Notice";

import styles from "./discover.module.css";

export const STATES = {
  live: { word: "Still open", icon: CircleCheck, tone: "good" },
  closed: { word: "Closed", icon: CircleX, tone: "poor" },
  unknown: { word: "Not known whether it is open", icon: CircleHelp, tone: "fair" },
} as const;

/** Whether one can still apply, how that is known and since when, and a way to look now. */
export function LivenessLine({ postingId, liveness }: { postingId: string; liveness: Liveness }) {
  const queries = useQueryClient();
  const look = useMutation({
    mutationFn: () => unwrap(client.POST("/api/v1/postings/{posting_id}/check", { params: { path: { posting_id: postingId } } })),
    onSuccess: (seen) => {
      queries.setQueryData(posting(postingId).queryKey, (before) => before && { ...before, liveness: seen });
      return queries.invalidateQueries(posting(postingId));
    },
  });
  const { word, icon: Icon, tone } = STATES[liveness.state];
  return (
    <section className={styles.liveness} aria-label="Whether the posting is still open">
      <div className={styles.livenessWords} role="status">
        <span className={styles.state} data-tone={tone}>
          <Icon size={17} aria-hidden="true" /> {word}
        </span>
        <span>
          {liveness.evidence}
          {liveness.at && <When at={liveness.at}> Looked at {ago(liveness.at)}.</When>}
        </span>
      </div>
      <Button variant="default" size="compact-sm" leftSection={<Eye size={15} />} loading={look.isPending} onClick={() => look.mutate()}>
        Look now
      </Button>
      <Problem error={look.error} />
    </section>
  );
}
