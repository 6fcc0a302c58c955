import { ActionIcon, Button, Group, TextInput, Tooltip } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { History, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";

import { client, unwrap } from "@/api/client";
import { ago } from "@/components/format";
import { formText } from "@/components/formText";
import { When } from "@/components/Meta";
import { Problem, Waiting } from "@/components/Notice";
import { Tag } from "@/components/Tag";
import { noticeWithUndo } from "@/components/undo";

import { factDetail, isHead, type FactLine } from "./facts";
import styles from "./facts.module.css";

const WHY: Record<string, string> = {
  read: "read from your résumé",
  corrected: "corrected by you",
  said: "said by you",
  edited: "edited by you",
  removed: "taken back by you",
  not_read: "your newest résumé does not say it",
};

const focus = (field: HTMLElement | null) => field?.focus();

/** One fact: what it says, where it is from, what it said before; to be re-worded or taken back. */
export function FactItem({ line }: { line: FactLine }) {
  const [open, setOpen] = useState<"edit" | "history" | null>(null);
  const queries = useQueryClient();
  const path = { params: { path: { fact_id: line.id } } };
  const done = () => {
    setOpen(null);
    return queries.invalidateQueries({ queryKey: ["profile"] });
  };
  const save = useMutation({
    mutationFn: (text: string) => unwrap(client.PATCH("/api/v1/facts/{fact_id}", { ...path, body: { text } })),
    onSuccess: done,
  });
  const say = async () => {
    const { text, kind, about, since, until } = line;
    await unwrap(client.POST("/api/v1/facts", { body: { text, kind, about, since, until } }));
    await done();
  };
  const remove = useMutation({
    mutationFn: () => unwrap(client.DELETE("/api/v1/facts/{fact_id}", path)),
    onSuccess: async () => {
      noticeWithUndo("The fact is taken back.", "Say it again", say);
      await done();
    },
  });
  const withdrawn = line.withdrawn_at !== null;
  const changes = !withdrawn && (line.origin === "own" || !isHead(line));
  if (open === "edit") {
    return (
      <li className={styles.line}>
        <form
          className={styles.edit}
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate(formText(event.currentTarget, "text"));
          }}
        >
          <TextInput name="text" label="What it says" defaultValue={line.text} maxLength={500} ref={focus} onKeyDown={(event) => event.key === "Escape" && setOpen(null)} />
          <Problem error={save.error} />
          <Group gap="xs" mt="xs">
            <Button type="submit" size="xs" loading={save.isPending}>
              Save
            </Button>
            <Button size="xs" variant="default" onClick={() => setOpen(null)}>
              Cancel
            </Button>
          </Group>
        </form>
      </li>
    );
  }
  return (
    <li className={styles.line} data-head={isHead(line)}>
      <div className={styles.row}>
        <span className={styles.text}>
          {line.text} {line.origin === "own" && <Tag tone="brand">Yours</Tag>}
        </span>
        <Group gap={2} wrap="nowrap">
          <Tooltip label="Where it is from">
            <ActionIcon
              variant="subtle"
              aria-label={`Where “${line.text}” is from`}
              aria-expanded={open === "history"}
              onClick={() => setOpen(open === "history" ? null : "history")}
            >
              <History size={16} />
            </ActionIcon>
          </Tooltip>
          {changes && (
            <>
              <Tooltip label="Say it in other words">
                <ActionIcon variant="subtle" aria-label={`Edit “${line.text}”`} onClick={() => setOpen("edit")}>
                  <Pencil size={16} />
                </ActionIcon>
              </Tooltip>
              <Tooltip label="Take it back">
                <ActionIcon variant="subtle" loading={remove.isPending} aria-label={`Take back “${line.text}”`} onClick={() => remove.mutate()}>
                  <Trash2 size={16} />
                </ActionIcon>
              </Tooltip>
            </>
          )}
        </Group>
      </div>
      {line.note !== null && <p className={styles.note}>{line.note}</p>}
      {withdrawn && <p className={styles.soft}>{WHY[line.why] ?? line.why}</p>}
      <Problem error={remove.error} />
      {open === "history" && <Past id={line.id} />}
    </li>
  );
}

function Past({ id }: { id: string }) {
  const query = useQuery(factDetail(id));
  if (!query.data) return <Waiting query={query} what="where it is from" />;
  const { said_at: saidAt, why, source, about_text: aboutText, history } = query.data;
  return (
    <div className={styles.past}>
      <p>
        {WHY[why] ?? why}
        {saidAt !== null && (
          <>
            , <When at={saidAt}>{ago(saidAt)}</When>
          </>
        )}
        {aboutText !== null && ` · about: ${aboutText}`}
        {source !== null && ` · stands on page ${source.page ?? 1} of your file`}
      </p>
      {history.length > 0 && (
        <ol>
          {history.map((was) => (
            <li key={was.replaced_at}>
              Until <When at={was.replaced_at}>{ago(was.replaced_at)}</When> it said “{was.text}” ({WHY[was.why] ?? was.why}).
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
