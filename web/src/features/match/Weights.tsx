import { Button, Group, Slider } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { client, unwrap } from "@/api/client";
import { profile } from "@/api/queries";
import type { PartWeight, Profile } from "@/api/shapes";
import { Notice, Problem } from "@/components/Notice";
import { Card } from "@/components/Page";

import { MEANING, partName } from "./plot";
import { sharesOf, type Times, weightsOf } from "./weights";
import styles from "./scoring.module.css";

/** How long the sliders rest before they are saved (ms): every posting is scored again then. */
const REST = 700;
const MARKS = [{ value: 0 }, { value: 1 }, { value: 2 }];

/** How much each part of the score counts: the usual weights, and the user's own times them. */
export function Weights({ parts }: { parts: PartWeight[] }) {
  const { data } = useQuery(profile());
  return (
    <Card title="What counts">
      <p className={styles.why}>
        Move a part to let it count less or more for you. The figure is its share of the score where a posting says something about every
        part.
      </p>
      {data === null && <Notice>Upload a résumé first; there is nothing to score without one.</Notice>}
      {data && <Sliders parts={parts} profile={data} />}
    </Card>
  );
}

function Sliders({ parts, profile: { preferences } }: { parts: PartWeight[]; profile: Profile }) {
  const queries = useQueryClient();
  const [moved, setMoved] = useState<Times>({});
  const times = { ...Object.fromEntries(parts.map((part) => [part.name, part.times])), ...moved };
  const save = useMutation({
    mutationFn: (wanted: Times) =>
      unwrap(client.PATCH("/api/v1/profile", { body: { preferences: { ...preferences, weights: weightsOf(wanted) } } })),
    onSuccess: () => Promise.all([queries.invalidateQueries({ queryKey: ["profile"] }), queries.invalidateQueries({ queryKey: ["scoring"] })]),
  });
  const saveSoon = useDebouncedCallback((wanted: Times) => save.mutate(wanted), REST);
  const change = (wanted: Times) => {
    setMoved(wanted);
    saveSoon(wanted);
  };
  const shares = sharesOf(parts, times);
  const isUsual = parts.every(({ name }) => (times[name] ?? 1) === 1);
  return (
    <>
      <ul className={styles.weights}>
        {parts.map((part) => (
          <Weight key={part.name} part={part} times={times[part.name] ?? 1} share={shares[part.name] ?? 0} onMove={(value) => change({ ...times, [part.name]: value })} />
        ))}
      </ul>
      <Group gap="md">
        <Button variant="default" disabled={isUsual} onClick={() => change(Object.fromEntries(parts.map(({ name }) => [name, 1])))}>
          Back to the usual weights
        </Button>
        <span className={styles.state} role="status">
          {save.isPending ? "Saving …" : save.isSuccess ? "Saved. Your postings are scored again." : ""}
        </span>
      </Group>
      <Problem error={save.error} />
    </>
  );
}

function Weight({ part, times, share, onMove }: { part: PartWeight; times: number; share: number; onMove: (value: number) => void }) {
  return (
    <li>
      <span className={styles.weightName}>
        <strong>{partName(part.name)}</strong>
        <span className={styles.meaning}>{MEANING[part.name]}</span>
      </span>
      <Slider
        min={0}
        max={2}
        step={0.1}
        marks={MARKS}
        value={times}
        onChange={onMove}
        label={inWords}
        thumbLabel={partName(part.name)}
        thumbValueText={(value) => `${inWords(value)}, ${Math.round(share)} percent of the score`}
      />
      <span className={`${styles.share} figures`}>{Math.round(share)} %</span>
    </li>
  );
}

function inWords(times: number): string {
  if (times === 0) return "left out";
  return times === 1 ? "as usual" : `${times.toFixed(1)} times the usual`;
}
