import { Button, Group, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { FilePlus2 } from "lucide-react";
import { useState } from "react";

import { client, unwrap } from "@/api/client";
import { letterSettings, letterTemplates } from "@/api/queries";
import type { LetterTemplate, LetterTemplates } from "@/api/shapes";
import { ago } from "@/components/format";
import { Problem, Waiting } from "@/components/Notice";
import { Card, Page } from "@/components/Page";
import { Tag } from "@/components/Tag";

import { LetterOptions, type Options } from "./LetterOptions";
import { TemplateEditor } from "./TemplateEditor";
import styles from "./letters.module.css";

/** How letters are written, and templates of one's own. */
export default function LettersPage() {
  const query = useQuery(letterTemplates());
  const settings = useQuery(letterSettings());
  return (
    <Page title="Cover letters" lead="How your letters are written. An application may have its own say, beside its letter.">
      <Stack gap="lg">
        <Waiting query={settings} what="your settings" />
        {settings.data && query.data && <Usual settings={settings.data} templates={query.data.items} />}
        <Waiting query={query} what="your templates" />
        {query.data && <Templates found={query.data} />}
      </Stack>
    </Page>
  );
}

function Usual({ settings, templates }: { settings: Options; templates: LetterTemplate[] }) {
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (body: Options) => unwrap(client.PUT("/api/v1/letter-settings", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["letters"] }),
  });
  return (
    <Card title="Every letter">
      <LetterOptions options={change.isPending ? change.variables : settings} templates={templates} onChange={(options) => change.mutate(options)} />
      <p className={styles.soft}>
        Rolecall’s wording speaks the posting’s language: English, German, French, Spanish, Portuguese, Italian or Dutch. A template writes
        the letters to postings in its own language. Letters that are made already stay as they are.
      </p>
      <Problem error={change.error} />
    </Card>
  );
}

function Templates({ found }: { found: LetterTemplates }) {
  const [open, setOpen] = useState<LetterTemplate | "new" | null>(null);
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: (id: string) => unwrap(client.DELETE("/api/v1/letter-templates/{template_id}", { params: { path: { template_id: id } } })),
    onSuccess: async () => {
      setOpen(null);
      notifications.show({ message: "The template is removed." });
      await queries.invalidateQueries({ queryKey: ["letters"] });
    },
  });
  const id = open === null || open === "new" ? null : open.id;
  return (
    <Card
      title="Your templates"
      aside={
        <Button variant="default" leftSection={<FilePlus2 size={16} />} onClick={() => setOpen("new")}>
          New template
        </Button>
      }
    >
      {found.items.length === 0 && open === null && (
        <p className={styles.soft}>None yet. A template is your own letter with placeholders such as {"{company}"}; Rolecall fills them in.</p>
      )}
      {found.items.length > 0 && (
        <ul className={styles.templates}>
          {found.items.map((one) => (
            <li key={one.id}>
              <button type="button" className={styles.template} aria-expanded={one.id === id} onClick={() => setOpen(one.id === id ? null : one)}>
                <strong>{one.name}</strong>
                <span className={styles.soft}>
                  {one.language}, version {one.version}, changed {ago(one.updated_at)}
                </span>
                {one.default && <Tag tone="good">Writes your letters</Tag>}
              </button>
            </li>
          ))}
        </ul>
      )}
      <Problem error={remove.error} />
      {open !== null && (
        <TemplateEditor
          key={id ?? "new"}
          template={found.items.find((one) => one.id === id) ?? null}
          found={found}
          onSaved={setOpen}
          aside={
            <Group gap="xs">
              {id !== null && (
                <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate(id)}>
                  Remove
                </Button>
              )}
              <Button variant="default" onClick={() => setOpen(null)}>
                Close
              </Button>
            </Group>
          }
        />
      )}
    </Card>
  );
}
