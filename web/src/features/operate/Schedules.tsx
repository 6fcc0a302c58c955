import { Button, Code, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery } from "@tanstack/react-query";

import { client, unwrap } from "@/api/client";
import { ProblemError } from "@/api/problem";
import { schedules } from "@/api/queries";
import type { Schedule } from "@/api/shapes";
import { ago } from "@/components/format";
import { Meta, When } from "@/components/Meta";
import { Problem, Waiting } from "@/components/Notice";
import { Card } from "@/components/Page";
import { Tag } from "@/components/Tag";

import styles from "./operate.module.css";

/** Jobs at fixed times. They belong to the installation: where it is shared, they are not shown here. */
export function Schedules() {
  const query = useQuery(schedules());
  if (query.error instanceof ProblemError && query.error.status === 403) return null;
  return (
    <Card title="Schedules">
      <Waiting query={query} what="the schedules" />
      <ul className={styles.list}>
        {query.data?.items.map((schedule) => (
          <ScheduleLine key={schedule.name} schedule={schedule} />
        ))}
      </ul>
    </Card>
  );
}

function ScheduleLine({ schedule: { name, cron, paused, next_run_at, last_run_at } }: { schedule: Schedule }) {
  const path = { params: { path: { name } } };
  const run = useMutation({
    mutationFn: () => unwrap(client.POST("/api/v1/admin/schedules/{name}/run", path)),
    onSuccess: () => notifications.show({ message: `${name} runs now.` }),
  });
  const toggle = useMutation({
    mutationFn: () =>
      unwrap(paused ? client.POST("/api/v1/admin/schedules/{name}/resume", path) : client.POST("/api/v1/admin/schedules/{name}/pause", path)),
  });
  return (
    <li>
      <div className={styles.what}>
        <strong>{name}</strong> {paused && <Tag tone="fair">Paused</Tag>}
        <Meta>
          <Code>{cron}</Code>
          {!paused && <When at={next_run_at}>next {ago(next_run_at)}</When>}
          {last_run_at && <When at={last_run_at}>last {ago(last_run_at)}</When>}
        </Meta>
        <Problem error={run.error ?? toggle.error} />
      </div>
      <Group gap="xs">
        <Button size="xs" variant="default" loading={run.isPending} onClick={() => run.mutate()}>
          Run now
        </Button>
        <Button size="xs" variant="default" loading={toggle.isPending} onClick={() => toggle.mutate()}>
          {paused ? "Resume" : "Pause"}
        </Button>
      </Group>
    </li>
  );
}
