import { Button, Group, SegmentedControl, Stack, Switch, TextInput, useMantineColorScheme } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { client, unwrap } from "@/api/client";
import { me, overview } from "@/api/queries";
import type { Me } from "@/api/shapes";
import { useShortcutsOn } from "@/app/keys";
import { count } from "@/components/format";
import { Notice, Problem, Waiting } from "@/components/Notice";
import { Card, Page } from "@/components/Page";

export default function Settings() {
  const query = useQuery(me());
  return (
    <Page title="Settings" narrow>
      <Stack gap="lg">
        <Waiting query={query} what="your settings" />
        {query.data && <Workspace me={query.data} />}
        <Card title="Score">
          <Group justify="space-between">
            <span>What counts for your score, and what it has learnt from your decisions.</span>
            <Button component={Link} to="/settings/scoring" variant="default">
              How your score is made
            </Button>
          </Group>
        </Card>
        <Card title="Cover letters">
          <Group justify="space-between">
            <span>How your letters speak, how long they are, and templates of your own.</span>
            <Button component={Link} to="/settings/letters" variant="default">
              Your letters
            </Button>
          </Group>
        </Card>
        <Appearance />
        {query.data && ["owner", "admin"].includes(query.data.role) && <Operations />}
      </Stack>
    </Page>
  );
}

function Workspace({ me: { workspace, user } }: { me: Me }) {
  const [name, setName] = useState(workspace.name);
  const change = useMutation({
    mutationFn: (body: { name?: string; auto_approve?: boolean }) => unwrap(client.PATCH("/api/v1/workspace", { body })),
    onSuccess: () => notifications.show({ message: "Saved." }),
  });
  return (
    <>
      <Card title="Workspace">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate({ name });
          }}
        >
          <Group align="flex-end">
            <TextInput
              label="Name"
              style={{ flex: "1 1 240px" }}
              maxLength={120}
              required
              withAsterisk={false}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" disabled={name.trim() === "" || name === workspace.name} loading={change.isPending}>
              Save
            </Button>
          </Group>
        </form>
        <p style={{ color: "var(--ink-soft)", margin: "14px 0 0" }}>
          Signed in as {user.name}, {user.email}.
        </p>
        <Problem error={change.error} />
      </Card>
      <Card title="Approval">
        <Switch
          checked={workspace.auto_approve}
          disabled={change.isPending}
          onChange={(event) => change.mutate({ auto_approve: event.currentTarget.checked })}
          label="Approve packages of strong matches for me"
          description="For postings that score 90 or more, which takes about 40 decisions of yours to learn from. Off unless you switch it on."
        />
        <Stack gap={6} mt="md">
          <Notice>
            An approval holds for exactly the documents you saw: each package has a fingerprint, and a changed package needs a new
            approval. With this on, the timeline names the rule as the one who approved. Nothing is sent by it: sending stays with you.
          </Notice>
        </Stack>
      </Card>
    </>
  );
}

function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [on, setOn] = useShortcutsOn();
  return (
    <Card title="This browser">
      <Stack gap="md" align="flex-start">
        <SegmentedControl
          aria-label="Light or dark"
          value={colorScheme}
          onChange={(value) => setColorScheme(value)}
          data={[
            { value: "light", label: "Light" },
            { value: "dark", label: "Dark" },
            { value: "auto", label: "As the system" },
          ]}
        />
        <Switch
          label="Single-key shortcuts"
          description="Press ? on any screen to see them."
          checked={on}
          onChange={(event) => setOn(event.currentTarget.checked)}
        />
      </Stack>
    </Card>
  );
}

function Operations() {
  const query = useQuery(overview());
  const jobs = query.data?.jobs;
  return (
    <Card title="Operation">
      <Waiting query={query} what="the jobs" />
      {jobs && (
        <Group justify="space-between">
          <span>
            {count(jobs.ready ?? 0, "job")} ready, {jobs.running ?? 0} running,{" "}
            <strong>{jobs.dead ? `${count(jobs.dead, "task")} failed for good` : "nothing failed for good"}</strong>
          </span>
          <Button component={Link} to="/settings/jobs" variant="default">
            Look at the jobs
          </Button>
        </Group>
      )}
    </Card>
  );
}
