import { Button, Stack, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";

import { Problem } from "@/components/Notice";
import { useMoves } from "@/features/applications/moves";

/** "I sent it", with when and a note. */
export function SentForm({ applicationId, onDone }: { applicationId: string; onDone?: () => void }) {
  const { sent } = useMoves(applicationId);
  const [latest] = useState(() => localInput(new Date()));
  const [when, setWhen] = useState(latest);
  const [note, setNote] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        sent.mutate(
          { sent_at: new Date(when).toISOString(), note: note.trim() || undefined },
          onDone && { onSuccess: onDone },
        );
      }}
    >
      <Stack gap="sm">
        <TextInput
          type="datetime-local"
          label="When did you send it?"
          max={latest}
          required
          withAsterisk={false}
          style={{ maxWidth: 280 }}
          value={when}
          onChange={(event) => setWhen(event.currentTarget.value)}
        />
        <Textarea
          label="Note"
          placeholder="Answered the questions on notice period and salary"
          autosize
          minRows={2}
          maxLength={4000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Problem error={sent.error} />
        <Button type="submit" loading={sent.isPending} disabled={when === ""} style={{ alignSelf: "flex-start" }}>
          I sent it
        </Button>
      </Stack>
    </form>
  );
}

/** A moment as `<input type="datetime-local">` wants it, in the person's own time zone. */
function localInput(moment: Date): string {
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
