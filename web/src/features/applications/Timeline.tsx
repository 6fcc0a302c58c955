import { Button, Group, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { timeline } from "@/api/queries";
import type { State, TimelineEntry } from "@/api/shapes";
import { moment } from "@/components/format";
import { Problem, Waiting } from "@/components/Notice";
import { Card } from "@/components/Page";

import styles from "./applications.module.css";
import { useMoves } from "./moves";
import { STATES } from "./states";

/** Everything that happened, newest first; nothing in it is ever changed or removed. */
export function Timeline({ applicationId }: { applicationId: string }) {
  const query = useQuery(timeline(applicationId));
  const entries = newestFirst(query.data?.items ?? []);
  return (
    <Card title="Timeline">
      <NoteForm applicationId={applicationId} />
      <Waiting query={query} what="the timeline" />
      <ol className={styles.timeline} reversed aria-label="Newest first">
        {entries.map((entry) => (
          <li key={entry.id} data-kind={entry.kind}>
            <time dateTime={entry.at}>{moment(entry.at)}</time>
            <div>
              {entry.after !== null && entry.after !== undefined && <strong>{nameOf(entry.after)}</strong>}
              {entry.text && <div className={styles.entryText}>{entry.text}</div>}
              <div className={styles.soft}>{entry.actor === "system" ? "Rolecall" : entry.actor}</div>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** Why the application last moved, in the words of the timeline. */
export function useLastReason(applicationId: string): string | null {
  const { data } = useQuery(timeline(applicationId));
  return newestFirst(data?.items ?? []).find((entry) => entry.after)?.text ?? null;
}

function NoteForm({ applicationId }: { applicationId: string }) {
  const { note } = useMoves(applicationId);
  const [text, setText] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") note.mutate(text.trim(), { onSuccess: () => setText("") });
      }}
    >
      <Group gap="sm" align="flex-end" mb="lg">
        <TextInput
          style={{ flex: "1 1 220px" }}
          label="Add a note"
          placeholder="Spoke with Ana from hiring"
          maxLength={4000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={note.isPending} disabled={text.trim() === ""}>
          Add
        </Button>
      </Group>
      <Problem error={note.error} />
    </form>
  );
}

function newestFirst(entries: TimelineEntry[]): TimelineEntry[] {
  return [...entries].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

function nameOf(state: string): string {
  return STATES[state as State] ?? state;
}
