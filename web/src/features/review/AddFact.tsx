import { Button, Checkbox, Group, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

import { client, unwrap } from "@/api/client";
import type { FactIn, FactRef } from "@/api/shapes";
import { Problem } from "@/components/Notice";

import styles from "./editor.module.css";
import type { Claim } from "./marks";

interface AddFactProps {
  claims: Claim[];
  /** What the line says now: the fact in the candidate's own words, until they say it otherwise. */
  line: string;
  /** Where the line stands in the résumé: `/work/0/highlights/2`; null in the letter. */
  pointer: string | null;
  /** The fact that the line was made of, where it is one: said in other words, it need not stand there twice. */
  replaces: FactRef | null;
  onAdded: () => void;
  onClose: () => void;
}

/** The candidate says that the claims are true: the line becomes a fact of theirs, for this paper and every later one. */
export function AddFact({ claims, line, pointer, replaces, onAdded, onClose }: AddFactProps) {
  // A skill is a fact by itself; for anything else the whole line is.
  const only = claims.length === 1 ? claims[0] : undefined;
  const kind = only?.kind ?? "several";
  const [text, setText] = useState(only?.kind === "skill" ? only.text : line.trim());
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const isSkill = only?.kind === "skill";
  const [inPlace, setInPlace] = useState(replaces !== null && !isSkill);
  const queries = useQueryClient();
  const add = useMutation({
    mutationFn: () =>
      replaces !== null && inPlace
        ? unwrap(client.PATCH("/api/v1/facts/{fact_id}", { params: { path: { fact_id: replaces.id } }, body: { text: text.trim() } }))
        : unwrap(client.POST("/api/v1/facts", { body: factOf(text, kind, pointer) })),
    onSuccess: async () => {
      await Promise.all([["package-check"], ["profile"], ["facts"]].map((queryKey) => queries.invalidateQueries({ queryKey })));
      onAdded();
    },
  });
  return (
    <form
      className={styles.addFact}
      aria-label="Add it as a fact of mine"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <Textarea
        label="Your fact, as it is true"
        description="It is kept in your profile and may stand in every application."
        rows={3}
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Escape" && onClose()}
        ref={field}
      />
      {replaces !== null && (
        <Checkbox
          size="sm"
          label="In place of what your profile says there now"
          description={inPlace ? undefined : "Your next résumé may then have both lines."}
          checked={inPlace}
          onChange={(event) => setInPlace(event.currentTarget.checked)}
        />
      )}
      <Problem error={add.error} />
      <Group gap="xs">
        <Button type="submit" size="compact-sm" loading={add.isPending} disabled={text.trim() === ""}>
          Add to my facts
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={onClose}>
          Cancel
        </Button>
      </Group>
    </form>
  );
}

/** The fact as the API takes it: under the position it belongs to, or by itself. */
export function factOf(text: string, kind: string, pointer: string | null): FactIn {
  const about = /^\/(?:work|projects|education)\/\d+/.exec(pointer ?? "")?.[0] ?? null;
  const own = { skill: "skill", certificate: "certificate" } as const;
  const alone = kind in own ? own[kind as keyof typeof own] : "other";
  const station = { work: "duty", projects: "project", education: "education" } as const;
  return { text: text.trim(), kind: about === null || alone !== "other" ? alone : station[about.split("/")[1] as keyof typeof station], about: alone === "other" ? about : null };
}
