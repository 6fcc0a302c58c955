import { NativeSelect, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Fragment, useState } from "react";

import { packageComparison, packageVersions } from "@/api/queries";
import type { ComparedLine, Comparison as Compared } from "@/api/shapes";
import components from "@/components/components.module.css";
import { count, moment } from "@/components/format";
import { Notice, Waiting } from "@/components/Notice";
import { Tag } from "@/components/Tag";

import styles from "./compare.module.css";

const OWN = "own";

/** What changed, word by word, and which fact allows it: against the own résumé, or between two versions. */
export function Comparison({ applicationId, version }: { applicationId: string; version: number }) {
  const [before, setBefore] = useState<number | null>(null);
  const [all, setAll] = useState(false);
  const versions = useQuery(packageVersions(applicationId));
  const query = useQuery(packageComparison(applicationId, before, version));
  const others = versions.data?.items.filter((item) => item.version !== version) ?? [];
  return (
    <div className={styles.comparison}>
      <div className={styles.choice}>
        <NativeSelect
          label={`Version ${version} beside`}
          value={before === null ? OWN : String(before)}
          onChange={(event) => setBefore(event.currentTarget.value === OWN ? null : Number(event.currentTarget.value))}
          data={[{ value: OWN, label: "your own résumé" }, ...others.map((item) => ({ value: String(item.version), label: `version ${item.version}, ${moment(item.created_at)}` }))]}
        />
        <Switch label="Lines that are as they were" checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />
      </div>
      {query.data === undefined ? <Waiting query={query} what="what changed" /> : <Lines found={query.data} all={all} />}
    </div>
  );
}

function Lines({ found, all }: { found: Compared; all: boolean }) {
  const { totals } = found;
  const isOwn = found.before.version === null;
  const sections = [...found.resume, ...(isOwn && !all ? [] : [{ heading: "Cover letter", lines: found.letter }])]
    .map(({ heading, lines }) => ({ heading, lines: lines.filter((line) => all || line.fate !== "same" || line.moved) }))
    .filter(({ lines }) => lines.length > 0);
  return (
    <>
      <p className={styles.totals}>
        <ins>{count(totals.words_in, "word")} put in</ins>, <del>{count(totals.words_out, "word")} left out</del> of {count(totals.words_before, "word")};{" "}
        {count(totals.same, "line")} word for word, {totals.changed} changed, {totals.added} new, {totals.left_out} left out, {totals.moved} moved.
      </p>
      {!found.before.kept && <Notice>This package is of an earlier release: it is compared with your profile as it is today.</Notice>}
      {sections.length === 0 && <p className={styles.why}>Nothing changed.</p>}
      {sections.map(({ heading, lines }, at) => (
        <section key={at} aria-label={heading === "" ? "Name and contact" : heading} className={styles.section}>
          <h2>{heading === "" ? "Name and contact" : heading}</h2>
          <ul>
            {lines.map((line, number) => (
              <li key={`${line.id} ${number}`} data-fate={line.fate}>
                <Words line={line} />
                <div className={styles.about}>
                  <Fate line={line} />
                  <span className={styles.why}>{line.why}</span>
                </div>
                {line.facts.length > 0 && line.fate !== "same" && (
                  <details className={styles.facts}>
                    <summary>{count(line.facts.length, "fact")} of yours</summary>
                    <ul>
                      {line.facts.map((fact) => (
                        <li key={fact.id}>{fact.text}</li>
                      ))}
                    </ul>
                  </details>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

const FATES = { changed: ["fair", "Changed"], added: ["good", "New"], left_out: ["poor", "Left out"] } as const;

function Fate({ line: { fate, moved, was, now } }: { line: ComparedLine }) {
  const [tone, word] = fate === "same" ? [null, null] : FATES[fate];
  return (
    <>
      {word !== null && <Tag tone={tone}>{word}</Tag>}
      {moved && <Tag>{was === null || now === null ? "Moved" : `Moved from ${was} to ${now}`}</Tag>}
    </>
  );
}

function Words({ line }: { line: ComparedLine }) {
  return (
    <p className={styles.words}>
      {line.words.map(({ op, text }, at) => {
        if (op === "same") return text;
        const Changed = op === "out" ? "del" : "ins";
        return (
          <Fragment key={at}>
            {text.startsWith(" ") && " "}
            <Changed>
              <span className={components.srOnly}>{op === "out" ? "left out: " : "now: "}</span>
              {text.trimStart()}
            </Changed>
          </Fragment>
        );
      })}
    </p>
  );
}
