import { Button, Group, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";

import { client, unwrap } from "@/api/client";
import type { Profile, Source } from "@/api/shapes";
import { Problem } from "@/components/Notice";
import { Tag } from "@/components/Tag";

import { typedValue, type Field } from "./fields";
import styles from "./profile.module.css";

interface FieldRowProps {
  field: Field;
  source: Source | null;
  correction: Profile["corrections"][string] | undefined;
  /** The reader was not sure of it, and the candidate has not said that it is right. */
  unsure?: boolean;
  isFocused: boolean;
  onFocus: () => void;
}

/** One field as it was read: pointing at it shows where it stood, pressing it corrects it. */
export function FieldRow({ field, source, correction, unsure = false, isFocused, onFocus }: FieldRowProps) {
  const [editing, setEditing] = useState(false);
  const shown = field.value || (field.empty ?? "not found");
  const button = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !editing) button.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  if (editing) return <Correction field={field} source={source} onClose={() => setEditing(false)} />;
  return (
    <div className={styles.field} data-focused={isFocused}>
      <span className={styles.label}>{field.label}</span>
      <button
        ref={button}
        type="button"
        className={styles.value}
        data-empty={field.value === ""}
        data-pointer={field.pointer}
        onClick={() => setEditing(true)}
        onFocus={onFocus}
        onMouseEnter={onFocus}
        aria-label={`${field.label}: ${shown}. ${unsure ? "Not sure, please check. " : ""}Correct it`}
      >
        <span>{shown}</span>
        <Pencil size={14} aria-hidden="true" className={styles.pencil} />
      </button>
      {unsure && (
        <span className={styles.corrected}>
          <Tag tone="fair">not sure: please check</Tag>
        </span>
      )}
      {correction && (
        <span className={styles.corrected}>
          {isConfirmed(correction) ? (
            <Tag tone="good">Confirmed by you</Tag>
          ) : (
            <>
              <Tag tone="brand">Corrected</Tag> {readAs(correction.before)}
            </>
          )}
        </span>
      )}
    </div>
  );
}

function Correction({ field, source, onClose }: { field: Field; source: Source | null; onClose: () => void }) {
  const [typed, setTyped] = useState(field.value);
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  useEffect(() => input.current?.focus(), []);
  const save = useMutation({
    mutationFn: () =>
      unwrap(client.PATCH("/api/v1/profile", { body: { corrections: [{ pointer: field.pointer, value: typedValue(field, typed) }] } })),
    onSuccess: onClose,
  });
  const shared = {
    ref: input,
    label: field.label,
    description: source ? `Read from ${source.page ? `page ${source.page}` : "your file"}: “${source.text}”. Empty it to remove it.` : undefined,
    value: typed,
    onChange: (event: { currentTarget: { value: string } }) => setTyped(event.currentTarget.value),
    onKeyDown: (event: KeyboardEvent) => event.key === "Escape" && onClose(),
  };
  return (
    <form
      className={styles.correction}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {field.long ? <Textarea {...shared} autosize minRows={2} maxLength={20_000} /> : <TextInput {...shared} maxLength={1_000} />}
      <Problem error={save.error} />
      <Group gap="xs" mt="xs">
        <Button type="submit" size="xs" loading={save.isPending} disabled={typed.trim() === field.value}>
          Save
        </Button>
        <Button size="xs" variant="default" onClick={onClose}>
          Cancel
        </Button>
      </Group>
    </form>
  );
}

/** Read right, as the candidate said. */
export function isConfirmed({ before, after }: Profile["corrections"][string]): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

function readAs(before: unknown): string {
  if (before === null || before === undefined || before === "") return "was not found";
  return `was read as “${Array.isArray(before) ? before.join(", ") : typeof before === "string" ? before : JSON.stringify(before)}”`;
}
