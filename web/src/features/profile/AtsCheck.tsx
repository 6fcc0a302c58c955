import { Button, Group, Select, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { atsCheck, type AtsAgainst } from "@/api/queries";
import type { AtsChange, AtsCheck as Check, Keyword } from "@/api/shapes";
import { count } from "@/components/format";
import { Notice, Waiting } from "@/components/Notice";
import { Card } from "@/components/Page";
import { Tag } from "@/components/Tag";

import styles from "./ats.module.css";

const KINDS = [
  { value: "alone", label: "The file by itself" },
  { value: "applications", label: "What my applications ask for" },
  { value: "field", label: "What a job title asks for" },
];

const PARTS: Record<string, string> = {
  keywords: "Keywords",
  text: "Text",
  order: "Order",
  sections: "Sections",
  dates: "Dates",
  contact: "Contact",
  length: "Length",
  file: "File",
  statements: "Sentences",
};

const NAMED = {
  literal: { word: "as asked", tone: "good" },
  synonym: { word: "in another word", tone: "fair" },
  implied: { word: "within another skill", tone: "fair" },
  missing: { word: "not named", tone: "poor" },
} as const;

/** How the programs of employers would read the file: a number, the parts that add up to it, and what to change. */
export function AtsCheck({ resumeId }: { resumeId: string }) {
  const [kind, setKind] = useState("alone");
  const [typed, setTyped] = useState("");
  const [field, setField] = useState<string | null>(null);
  const against: AtsAgainst = kind === "field" && field !== null ? { field } : kind === "applications" ? { applications: true } : {};
  const query = useQuery(atsCheck(resumeId, against));
  return (
    <Card title="How programs read your file">
      <p className={styles.lead}>
        Most employers have a program read a résumé first. Three independent readers read yours here; nothing leaves this Rolecall.
      </p>
      <form
        className={styles.against}
        onSubmit={(event) => {
          event.preventDefault();
          setField(typed.trim());
        }}
      >
        <Select label="Hold it against" data={KINDS} value={kind} allowDeselect={false} onChange={(value) => setKind(value ?? "alone")} />
        {kind === "field" && (
          <Group gap="xs" align="flex-end" wrap="nowrap" className={styles.title}>
            <TextInput
              label="Job title"
              value={typed}
              minLength={2}
              maxLength={200}
              required
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Button type="submit">Check</Button>
          </Group>
        )}
      </form>
      <Waiting query={query} what="your file" />
      {query.data && <Outcome check={query.data} />}
    </Card>
  );
}

function Outcome({ check }: { check: Check }) {
  const costly = check.changes.filter(({ gain = 0 }) => gain > 0);
  const advice = check.changes.filter(({ gain = 0 }) => gain === 0);
  return (
    <div className={styles.outcome}>
      <div className={styles.sum}>
        <p className={styles.score} aria-label={`${check.score} of 100`}>
          <strong className="figures">{check.score}</strong> <span>of 100</span>
        </p>
        <p className={styles.soft}>
          {check.kind?.toUpperCase() ?? "Unreadable"} · {count(check.pages, "page")} · {count(check.words, "word")}
          {check.against !== null && <> · against {check.against}</>}
        </p>
      </div>
      {check.notices.map((notice) => (
        <Notice key={notice} tone="fair">
          {notice}
        </Notice>
      ))}
      <section aria-labelledby="ats-parts">
        <Title order={3} id="ats-parts">
          How the {check.score} comes about
        </Title>
        <ul className={styles.parts}>
          {check.parts
            .filter(({ weight }) => weight > 0)
            .map(({ name, value, weight, points, why }) => (
              <li key={name}>
                <span className={styles.partName}>{PARTS[name] ?? name}</span>
                <span className={styles.track} aria-hidden="true">
                  <span style={{ inlineSize: `${100 * value}%` }} data-tone={value >= 0.9 ? "good" : value >= 0.5 ? "fair" : "poor"} />
                </span>
                <span className={`${styles.points} figures`}>
                  {points.toFixed(1)} of {weight.toFixed(1)}
                </span>
                <span className={styles.why}>{why}</span>
              </li>
            ))}
        </ul>
      </section>
      <Changes title="What to change" changes={costly} empty="Nothing: every part has all its points." />
      {check.keywords.length > 0 && <Keywords keywords={check.keywords} />}
      {advice.length > 0 && <Changes title="Advice that costs no points" changes={advice} />}
      <p className={styles.soft}>The same file always gets this score (rules {check.version}).</p>
    </div>
  );
}

function Changes({ title, changes, empty }: { title: string; changes: readonly AtsChange[]; empty?: string }) {
  return (
    <section aria-label={title}>
      <Title order={3}>{title}</Title>
      {changes.length === 0 && <p className={styles.soft}>{empty}</p>}
      <ol className={styles.changes}>
        {changes.map(({ part, what, gain = 0, where }, at) => (
          <li key={at}>
            <span className={styles.changeHead}>
              <span className={styles.soft}>{PARTS[part] ?? part}</span>
              {gain > 0 && <Tag tone="brand">+{gain.toFixed(1)}</Tag>}
            </span>
            <span>{what}</span>
            {(where?.text ?? where?.page) != null && (
              <span className={styles.soft}>
                {where?.page != null && `Page ${where.page}`}
                {where?.page != null && where.text != null && ": "}
                {where?.text != null && <q>{where.text}</q>}
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Keywords({ keywords }: { keywords: readonly Keyword[] }) {
  return (
    <section aria-label="Keywords">
      <Title order={3}>Keywords</Title>
      <ul className={styles.keywords}>
        {keywords.map(({ name, named, must, share, yours }) => (
          <li key={name}>
            <span>
              <strong>{name}</strong>
              <span className={styles.soft}>
                {share != null ? ` in ${Math.round(100 * share)} % of the postings` : must ? " a must" : " nice to have"}
              </span>
            </span>
            <Tag tone={NAMED[named].tone}>
              {NAMED[named].word}
              {named !== "literal" && yours !== null ? `: ${yours}` : ""}
            </Tag>
          </li>
        ))}
      </ul>
    </section>
  );
}
