import { Button, Code, Group, Stack, Table } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";

import { client, unwrap } from "@/api/client";
import { deadLetters, jobs } from "@/api/queries";
import { ago } from "@/components/format";
import { When } from "@/components/Meta";
import { Empty, Problem, Waiting } from "@/components/Notice";
import { Card, Page } from "@/components/Page";
import { Tag } from "@/components/Tag";

/** The operator's view: what runs, and what has given up. */
export default function Jobs() {
  return (
    <Page title="Jobs and dead letters" lead="A job that keeps failing is set aside as a dead letter: nothing is lost, it waits for your decision." narrow>
      <Stack gap="lg">
        <DeadLetters />
        <Running />
      </Stack>
    </Page>
  );
}

function DeadLetters() {
  const query = useQuery(deadLetters());
  const retry = useMutation({
    mutationFn: (id: number) => unwrap(client.POST("/api/v1/admin/dead/{id}/retry", { params: { path: { id } } })),
    onSuccess: () => notifications.show({ message: "The job runs again." }),
  });
  const purge = useMutation({
    mutationFn: (id: number) => unwrap(client.DELETE("/api/v1/admin/dead/{id}", { params: { path: { id } } })),
    onSuccess: () => notifications.show({ message: "The dead letter was removed." }),
  });
  return (
    <Card title="Dead letters">
      <Waiting query={query} what="the dead letters" />
      <Problem error={retry.error ?? purge.error} />
      {query.data?.items.length === 0 && (
        <Empty icon={<CircleCheck size={28} />} title="No dead letters">
          Every job that failed has been run again with success.
        </Empty>
      )}
      <Stack gap="md">
        {query.data?.items.map((job) => (
          <Group key={job.id} justify="space-between" align="flex-start" wrap="wrap">
            <div style={{ flex: "1 1 320px", minWidth: 0 }}>
              <strong>{job.name}</strong> <Tag tone="poor">failed {job.attempts} times</Tag>
              <div style={{ overflowWrap: "anywhere" }}>{job.error}</div>
              <Code>{JSON.stringify(job.args)}</Code>
            </div>
            <Group gap="xs">
              <Button size="xs" loading={retry.isPending && retry.variables === job.id} onClick={() => retry.mutate(job.id)}>
                Run again
              </Button>
              <Button size="xs" variant="default" loading={purge.isPending && purge.variables === job.id} onClick={() => purge.mutate(job.id)}>
                Remove
              </Button>
            </Group>
          </Group>
        ))}
      </Stack>
    </Card>
  );
}

function Running() {
  const query = useQuery(jobs());
  return (
    <Card title="Jobs now">
      <Waiting query={query} what="the jobs" />
      {query.data?.items.length === 0 && <p style={{ margin: 0 }}>Nothing runs or waits.</p>}
      {query.data !== undefined && query.data.items.length > 0 && (
        <Table.ScrollContainer minWidth={460} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table aria-label="Jobs now">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Job</Table.Th>
                <Table.Th>State</Table.Th>
                <Table.Th>Attempts</Table.Th>
                <Table.Th>Since</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {query.data.items.map((job) => (
                <Table.Tr key={job.id}>
                  <Table.Td>{job.name}</Table.Td>
                  <Table.Td>{job.status}</Table.Td>
                  <Table.Td className="figures">{job.attempts}</Table.Td>
                  <Table.Td>
                    <When at={job.created_at}>{ago(job.created_at)}</When>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Card>
  );
}
