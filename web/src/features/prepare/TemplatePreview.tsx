import { Button, Group, Select } from "@mantine/core";
import { useMutation, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { useState } from "react";

import { authorisedFetch } from "@/api/client";
import { problemOf } from "@/api/problem";
import { letterPreview, postings } from "@/api/queries";
import type { LetterPreviewAsked, LetterTemplate } from "@/api/shapes";
import { Notice, Problem } from "@/components/Notice";

import { LetterReasons } from "./LetterCheck";
import styles from "./letters.module.css";

/** The letter a text gives for a posting, written anew while one types. */
export function TemplatePreview({ text, language }: { text: string; language: LetterTemplate["language"] }) {
  const found = useInfiniteQuery(postings({ sort: "score" }));
  const choices = found.data?.pages[0]?.items ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const posting = chosen ?? choices[0]?.id ?? null;
  if (posting === null) {
    return <aside className={styles.preview}>{!found.isPending && <Notice>Once there are postings, the letter to one of them is shown here.</Notice>}</aside>;
  }
  return (
    <aside className={styles.preview} aria-label="Preview">
      <Select
        label="For the posting"
        allowDeselect={false}
        searchable
        value={posting}
        onChange={setChosen}
        data={choices.map((one) => ({ value: one.id, label: `${one.title}, ${one.company}` }))}
      />
      <Letter asked={{ posting_id: posting, text, language, tone: "plain", length: "medium", why: "" }} />
    </aside>
  );
}

function Letter({ asked }: { asked: LetterPreviewAsked }) {
  const query = useQuery(letterPreview(asked));
  const pdf = useMutation({
    mutationFn: async () => {
      const request = new Request(new URL("/api/v1/letter-templates/preview/pdf", window.location.origin), {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(asked),
      });
      const answer = await authorisedFetch(request);
      if (!answer.ok) throw problemOf(answer, await answer.json().catch(() => null));
      window.open(URL.createObjectURL(await answer.blob()), "_blank", "noopener");
    },
  });
  const made = query.data;
  return (
    <>
      <Problem error={query.error ?? pdf.error} />
      <div role="status">
        {made?.errors.map(({ line, column, message }) => (
          <Notice key={`${line} ${column} ${message}`} tone="poor">
            Line {line}, column {column}: {message}
          </Notice>
        ))}
      </div>
      {made?.left_out.map(({ text, why }, at) => (
        <Notice key={at} tone="fair">
          <q>{text}</q> {why}
        </Notice>
      ))}
      {made?.letter && (
        <article className={styles.letter} lang={asked.language} aria-busy={query.isFetching}>
          {made.letter.paragraphs.map(({ kind, sentences }, at) => (
            <LetterPart key={at} kind={kind} texts={sentences.map((said) => said.text)} />
          ))}
        </article>
      )}
      {made?.check && (
        <Group justify="flex-end">
          <Button size="compact-md" variant="default" leftSection={<Eye size={15} />} loading={pdf.isPending} onClick={() => pdf.mutate()}>
            Look at it as PDF
          </Button>
        </Group>
      )}
      {made?.check && <LetterReasons check={made.check} />}
    </>
  );
}

function LetterPart({ kind, texts }: { kind: string; texts: string[] }) {
  if (kind === "list") {
    return (
      <ul>
        {texts.map((text, at) => (
          <li key={at}>{text}</li>
        ))}
      </ul>
    );
  }
  const lines = kind === "sender" || kind === "address" || kind === "closing" ? texts : [texts.join(" ")];
  return (
    <p data-kind={kind}>
      {lines.map((line, at) => (
        <span key={at}>
          {line}
          {at < lines.length - 1 && <br />}
        </span>
      ))}
    </p>
  );
}
