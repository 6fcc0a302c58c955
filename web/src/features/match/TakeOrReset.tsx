import { Button, Checkbox, Group, Modal, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Download, RotateCcw } from "lucide-react";
import { useState } from "react";

import { client, unwrap } from "@/api/client";
import type { Scoring } from "@/api/shapes";
import { count } from "@/components/format";
import { Problem } from "@/components/Notice";
import { Card } from "@/components/Page";
import { noticeWithUndo } from "@/components/undo";
import { useDownload } from "@/features/prepare/Files";

import styles from "./scoring.module.css";

/** Everything that is kept, as a file; and back to the general model, with or without the decisions. */
export function TakeOrReset({ scoring }: { scoring: Scoring }) {
  const download = useDownload();
  const [asking, ask] = useDisclosure(false);
  const learn = useLearnAgain();
  const all = scoring.labels + scoring.not_learnt_from;
  const wasReset = scoring.state === "learning" && !scoring.pending;
  return (
    <Card title="Take it along, or start over">
      <p className={styles.why}>
        The file holds every decision with its posting and reason, and all that was learnt from them. It stays on this Rolecall unless you
        share it: nothing is learnt from others, and nobody learns from you.
      </p>
      <Group>
        <Button
          variant="default"
          leftSection={<Download size={16} aria-hidden="true" />}
          loading={download.isPending}
          onClick={() => download.mutate({ url: "/api/v1/match/model/export", name: "rolecall-scoring.json" })}
        >
          Export as JSON
        </Button>
        {wasReset && (
          <Button variant="default" loading={learn.isPending} onClick={() => learn.mutate(false)}>
            Learn again
          </Button>
        )}
        <Button variant="default" leftSection={<RotateCcw size={16} aria-hidden="true" />} disabled={all === 0 && scoring.version === null} onClick={ask.open}>
          Reset …
        </Button>
      </Group>
      <Problem error={download.error ?? learn.error} />
      <Modal opened={asking} onClose={ask.close} title="Back to the general model?">
        <ResetForm all={all} onDone={ask.close} />
      </Modal>
    </Card>
  );
}

function ResetForm({ all, onDone }: { all: number; onDone: () => void }) {
  const [forget, setForget] = useState(false);
  const queries = useQueryClient();
  const learn = useLearnAgain();
  const reset = useMutation({
    mutationFn: () => unwrap(client.DELETE("/api/v1/match/model", { params: { query: { labels: forget } } })),
    onSuccess: async () => {
      onDone();
      noticeWithUndo(forget ? `The general model rules. ${count(all, "decision")} forgotten.` : "The general model rules again.", "Undo", () =>
        learn.mutateAsync(forget),
      );
      await queries.invalidateQueries();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        reset.mutate();
      }}
    >
      <Stack>
        <p style={{ margin: 0 }}>What was learnt from your decisions is dropped, and every open posting is scored again without it.</p>
        <Checkbox
          checked={forget}
          disabled={all === 0}
          onChange={(event) => setForget(event.currentTarget.checked)}
          label={`Forget my ${count(all, "decision")} too`}
          description="Otherwise they are learnt from again with your next one. What is forgotten can be brought back for a month."
        />
        <Problem error={reset.error} />
        <Button type="submit" color="red.9" loading={reset.isPending}>
          Reset
        </Button>
      </Stack>
    </form>
  );
}

/** Learn from what there is; `true` first brings back what the last reset forgot. */
function useLearnAgain() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (restore: boolean) => unwrap(client.POST("/api/v1/match/model/learn", { params: { query: { labels: restore } } })),
    onSuccess: () => queries.invalidateQueries(),
  });
}
