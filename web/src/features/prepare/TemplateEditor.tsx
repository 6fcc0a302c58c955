import { Button, Group, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState, type ReactNode } from "react";

import { client, unwrap } from "@/api/client";
import { letterTemplate } from "@/api/queries";
import type { LetterTemplate, LetterTemplates } from "@/api/shapes";
import { Problem } from "@/components/Notice";

import { TemplatePreview } from "./TemplatePreview";
import styles from "./letters.module.css";

const LANGUAGES = [
  { value: "en", label: "English" },
  { value: "de", label: "German" },
  { value: "fr", label: "French" },
  { value: "es", label: "Spanish" },
  { value: "pt", label: "Portuguese" },
  { value: "it", label: "Italian" },
  { value: "nl", label: "Dutch" },
];
type Language = LetterTemplate["language"];

interface TemplateEditorProps {
  template: LetterTemplate | null;
  found: LetterTemplates;
  onSaved: (template: LetterTemplate) => void;
  aside: ReactNode;
}

/** A template's text with its placeholders, beside the letter that it gives. */
export function TemplateEditor({ template, found, onSaved, aside }: TemplateEditorProps) {
  const [name, setName] = useState(template?.name ?? "");
  const [language, setLanguage] = useState<Language>(template?.language ?? "en");
  const [text, setText] = useState(template?.text ?? found.starter);
  const [tried] = useDebouncedValue(text, 400);
  const area = useRef<HTMLTextAreaElement>(null);
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), language, text };
      return template === null
        ? unwrap(client.POST("/api/v1/letter-templates", { body }))
        : unwrap(client.PATCH("/api/v1/letter-templates/{template_id}", { params: { path: { template_id: template.id } }, body }));
    },
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: ["letters", "templates"] });
      onSaved(saved);
    },
  });
  const put = (placeholder: string) => {
    const field = area.current;
    const from = field?.selectionStart ?? text.length;
    const to = field?.selectionEnd ?? text.length;
    setText(text.slice(0, from) + placeholder + text.slice(to));
    requestAnimationFrame(() => {
      field?.focus();
      field?.setSelectionRange(from + placeholder.length, from + placeholder.length);
    });
  };
  const unchanged = template !== null && name === template.name && language === template.language && text === template.text;
  return (
    <div className={styles.editor}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap="sm">
          <Group align="flex-end">
            <TextInput
              label="Name"
              required
              withAsterisk={false}
              maxLength={100}
              style={{ flex: "1 1 180px" }}
              value={name}
              onChange={({ currentTarget: { value } }) => setName(value)}
            />
            <Select label="Language" w={140} allowDeselect={false} data={LANGUAGES} value={language} onChange={(value) => setLanguage(value as Language)} />
          </Group>
          <Textarea
            ref={area}
            label="Text"
            description="A blank line begins a paragraph. Your own sentences may claim only what your profile says."
            autosize
            minRows={12}
            maxRows={26}
            maxLength={8000}
            spellCheck
            lang={language}
            value={text}
            onChange={({ currentTarget: { value } }) => setText(value)}
            classNames={{ input: styles.source }}
          />
          <details className={styles.placeholders}>
            <summary>Placeholders</summary>
            <ul>
              {found.placeholders.map((one) => (
                <li key={one.name}>
                  <button type="button" onClick={() => put(one.counted ? `{${one.name}:3}` : `{${one.name}}`)}>
                    {`{${one.name}}`}
                  </button>
                  <span className={styles.soft}>{one.means}</span>
                </li>
              ))}
              <li>
                <button type="button" onClick={() => put("{if contact}…{else}…{end}")}>
                  {"{if …}"}
                </button>
                <span className={styles.soft}>one text where there is something to put in, another where not</span>
              </li>
            </ul>
          </details>
          <Problem error={save.error} />
          <Group gap="xs">
            <Button type="submit" loading={save.isPending} disabled={unchanged || name.trim() === ""}>
              {template === null ? "Keep it" : "Save as the next version"}
            </Button>
            {aside}
          </Group>
          {template !== null && template.version > 1 && <Versions template={template} onTake={setText} />}
        </Stack>
      </form>
      <TemplatePreview text={tried} language={language} />
    </div>
  );
}

function Versions({ template, onTake }: { template: LetterTemplate; onTake: (text: string) => void }) {
  const query = useQuery(letterTemplate(template.id));
  const earlier = query.data?.versions.slice(1) ?? [];
  if (earlier.length === 0) return null;
  return (
    <details className={styles.placeholders}>
      <summary>Earlier versions</summary>
      <ul>
        {earlier.map((version) => (
          <li key={version.version}>
            <span className={styles.soft}>Version {version.version}</span>
            <Button size="compact-xs" variant="default" onClick={() => onTake(version.text)}>
              Take this text
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
