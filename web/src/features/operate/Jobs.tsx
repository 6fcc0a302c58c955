import { Button, Code, Group, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";

import { client, unwrap } from "@/api/client";
import { deadLetters, jobs } from "@/api/queries";
import type { DeadLetter } from "@/api/shapes";
import { ago, count } from "@/components/format";
import { Meta, When } from "@/components/Meta";
import { Empty, Problem, Waiting } from "@/components/Notice";
import { Card, Page } from "@/components/Page";

import styles from "./operate.module.css";
import { Schedules } from "./Schedules";

/** The operator's view: what runs, what has given up, what comes at fixed times. */
export default function Jobs() {
  return (
    <Page title="Jobs" lead="A job that keeps failing is set aside as a dead letter: nothing is lost, it waits for your decision." narrow>
      <Stack gap="lg">
        <Counts />
        <DeadLetters />
        <Schedules />
      </Stack>
    </Page>
  );
}

function Counts() {
  const query = useQuery(jobs());
  const counts = query.data;
  return (
    <Card label="Jobs now">
      <Waiting query={query} what="the jobs" />
      {counts && (
        <dl className={styles.counts}>
          {(["ready", "waiting", "running", "dead"] as const).map((key) => (
            <div key={key}>
              <dt>{{ ready: "Ready", waiting: "Waiting for a retry", running: "Running", dead: "Dead" }[key]}</dt>
              <dd className="figures">{counts[key]}</dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}

function DeadLetters() {
  const query = useQuery(deadLetters());
  return (
    <Card title="Dead letters">
      <Waiting query={query} what="the dead letters" />
      {query.data?.items.length === 0 && (
        <Empty icon={<CircleCheck size={28} />} title="No dead letters">
          Whatever failed has been run again with success.
        </Empty>
      )}
      <ul className={styles.list}>
        {query.data?.items.map((letter) => (
          <Letter key={letter.id} letter={letter} />
        ))}
      </ul>
    </Card>
  );
}

function Letter({ letter }: { letter: DeadLetter }) {
  const path = { params: { path: { letter_id: letter.id } } };
  const retry = useMutation({
    mutationFn: () => unwrap(client.POST("/api/v1/admin/dead/{letter_id}/retry", path)),
    onSuccess: () => notifications.show({ message: "The job runs again." }),
  });
  const purge = useMutation({
    mutationFn: () => unwrap(client.DELETE("/api/v1/admin/dead/{letter_id}", path)),
    onSuccess: () => notifications.show({ message: "The dead letter was removed." }),
  });
  return (
    <li>
      <div className={styles.what}>
        <strong>{letter.task}</strong>
        <div>{letter.reason}</div>
        <Meta>
          {count(letter.attempts, "attempt")}
          {letter.failed_at && <When at={letter.failed_at}>{ago(letter.failed_at)}</When>}
          <Code>{JSON.stringify(letter.arguments)}</Code>
        </Meta>
        <Problem error={retry.error ?? purge.error} />
      </div>
      <Group gap="xs">
        <Button size="xs" loading={retry.isPending} onClick={() => retry.mutate()}>
          Run again
        </Button>
        <Button size="xs" variant="default" loading={purge.isPending} onClick={() => purge.mutate()}>
          Remove
        </Button>
      </Group>
    </li>
  );
}
