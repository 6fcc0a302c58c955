import { Button, Group, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { me, timeline } from "@/api/queries";
import type { Me, State, TimelineEntry } from "@/api/shapes";
import { moment, shortPrint } from "@/components/format";
import { Problem, Waiting } from "@/components/Notice";
import { Card } from "@/components/Page";

import styles from "./applications.module.css";
import { useMoves } from "./moves";
import { STATES } from "./states";

/** Everything that happened, newest first; nothing in it is ever changed or removed. */
export function Timeline({ applicationId }: { applicationId: string }) {
  const query = useQuery(timeline(applicationId));
  const { data: user } = useQuery(me());
  const entries = query.data?.items ?? [];
  return (
    <Card title="Timeline">
      <NoteForm applicationId={applicationId} />
      <Waiting query={query} what="the timeline" />
      <ol className={styles.timeline} reversed aria-label="Newest first">
        {entries.map((entry) => (
          <li key={entry.id} data-kind={entry.kind}>
            <time dateTime={entry.at}>{moment(entry.at)}</time>
            <div>
              {entry.after !== null && <strong>{nameOf(entry.after)}</strong>}
              <div className={styles.entryText}>{entry.after ? reasonOf(entry) : entry.text}</div>
              <div className={styles.soft}>
                {whoIs(entry.actor, user?.user)}
                {typeof entry.details.fingerprint === "string" && (
                  <>
                    , package <code title={entry.details.fingerprint}>{shortPrint(entry.details.fingerprint)}</code>
                  </>
                )}
              </div>
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
  const last = data?.items.find((entry) => entry.after);
  return last ? reasonOf(last) : null;
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

/** The text of a move begins with the states it went between, which stand in bold above it already. */
function reasonOf({ text }: TimelineEntry): string | null {
  return text.replace(/^[a-z ]+ → [a-z ]+(: )?/, "") || null;
}

function whoIs(actor: string, user: Me["user"] | undefined): string {
  if (!actor.startsWith("user:")) return actor.startsWith("policy") ? "The rule of your workspace" : "Rolecall";
  return actor === `user:${user?.id}` ? "You" : "Another member";
}

function nameOf(state: string): string {
  return state in STATES ? STATES[state as State] : state;
}
