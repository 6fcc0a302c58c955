import { Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { client, unwrap } from "@/api/client";
import { applicationPackage, letterChoice, letterTemplates } from "@/api/queries";
import type { LetterChoice, Package } from "@/api/shapes";
import { Problem } from "@/components/Notice";

import { LetterCheck } from "./LetterCheck";
import { LetterOptions } from "./LetterOptions";
import styles from "./letters.module.css";

interface LetterPanelProps {
  applicationId: string;
  shown: Package;
  editable: boolean;
  onWritten: (made: Package) => void;
}

/** Above the letter of a package: how good it is, and how it is to be written. */
export function LetterPanel({ applicationId, shown, editable, onWritten }: LetterPanelProps) {
  const [open, setOpen] = useState(false);
  const choice = useQuery({ ...letterChoice(applicationId), enabled: open });
  return (
    <div className={styles.panel}>
      <LetterCheck applicationId={applicationId} fingerprint={shown.fingerprint} sentences={shown.letter.paragraphs} />
      {editable && (
        <Button variant="default" size="compact-md" aria-expanded={open} onClick={() => setOpen(!open)}>
          Write it differently
        </Button>
      )}
      {editable && open && choice.data && (
        <Choose
          applicationId={applicationId}
          choice={choice.data}
          onDone={(made) => {
            setOpen(false);
            onWritten(made);
          }}
        />
      )}
      <Problem error={choice.error} />
    </div>
  );
}

function Choose({ applicationId, choice, onDone }: { applicationId: string; choice: LetterChoice; onDone: (made: Package) => void }) {
  const [wanted, setWanted] = useState(choice);
  const templates = useQuery(letterTemplates());
  const queries = useQueryClient();
  const write = useMutation({
    mutationFn: () => {
      const { tone, length, template_id, why, contact } = wanted;
      return unwrap(
        client.PUT("/api/v1/applications/{application_id}/letter", {
          params: { path: { application_id: applicationId } },
          body: { tone, length, template_id, why, contact: contact === "" ? null : contact },
        }),
      );
    },
    onSuccess: async () => {
      await queries.invalidateQueries(letterChoice(applicationId));
      const made = await queries.query({ ...applicationPackage(applicationId), staleTime: 0 });
      if (made !== null) onDone(made);
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate();
      }}
    >
      <Stack gap="sm" mt="sm">
        <LetterOptions options={wanted} templates={templates.data?.items ?? []} onChange={(options) => setWanted({ ...wanted, ...options })} />
        <Textarea
          label="Why this employer"
          description="In your own words, as they are to stand in the letter. What the posting says may stand in quotation marks, word for word."
          autosize
          minRows={2}
          maxRows={6}
          maxLength={1000}
          value={wanted.why}
          onChange={({ currentTarget: { value } }) => setWanted({ ...wanted, why: value })}
        />
        <TextInput
          label="To whom"
          description="The person to greet, if you know one. Otherwise the one that the posting names, else the team."
          maxLength={100}
          value={wanted.contact ?? ""}
          onChange={({ currentTarget: { value } }) => setWanted({ ...wanted, contact: value })}
        />
        <Problem error={write.error} />
        <Group gap="xs">
          <Button type="submit" loading={write.isPending}>
            Write the letter anew
          </Button>
          <span className={styles.soft}>The résumé stays; changes you made by hand in the letter are replaced.</span>
        </Group>
      </Stack>
    </form>
  );
}
