import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import type { Gap, HardGap, NamedPosting } from "@/api/shapes";
import { count } from "@/components/format";
import { Card } from "@/components/Page";

import { asked, effect } from "./gapWords";
import styles from "./gaps.module.css";

const FIRST = 10;
type Names = ReadonlyMap<string, NamedPosting>;

interface GapListProps {
  heading: string;
  gaps: Gap[];
  of: number;
  names: Names;
  legend: boolean;
}

/** What postings ask for and the résumé does not say, what most of them want first. */
export function GapList({ heading, gaps, of, names, legend }: GapListProps) {
  const [all, setAll] = useState(false);
  return (
    <Card title={heading} aside={legend && <Legend />}>
      <ol className={styles.list}>
        {gaps.slice(0, all ? undefined : FIRST).map((gap) => (
          <Row key={gap.name} gap={gap} of={of} names={names} />
        ))}
      </ol>
      {!all && gaps.length > FIRST && (
        <Button variant="default" size="xs" className={styles.more} onClick={() => setAll(true)}>
          Show all {gaps.length}
        </Button>
      )}
    </Card>
  );
}

function Legend() {
  return (
    <span className={styles.legend}>
      <span>
        <i className={styles.must} aria-hidden="true" /> a must
      </span>
      <span>
        <i className={styles.nice} aria-hidden="true" /> nice to have
      </span>
    </span>
  );
}

function Row({ gap, of, names }: { gap: Gap; of: number; names: Names }) {
  const done = effect(gap);
  const risen = gap.effect?.risen.filter(({ posting_id }) => names.has(posting_id)) ?? [];
  return (
    <li className={styles.gap}>
      <span className={styles.name}>{gap.name}</span>
      <span className={styles.bar} aria-hidden="true">
        <span className={styles.must} style={{ inlineSize: `${(100 * gap.must) / of}%` }} />
        <span className={styles.nice} style={{ inlineSize: `${(100 * (gap.postings - gap.must)) / of}%` }} />
      </span>
      <div className={styles.effect}>
        <span className={styles.words}>{asked(gap, of)}</span>{" "}
        {done === null ? (
          <span className={styles.soft}>What it would bring was not worked out: time was up.</span>
        ) : (
          <span>
            With it: <strong>{done.points}</strong>
            {done.rises.length > 0 && <>; {done.rises.join(", ")}</>}.
          </span>
        )}
        {risen.length > 0 && (
          <details className={styles.risen}>
            <summary>Which postings</summary>
            <ul>
              {risen.map(({ posting_id, before, after }) => (
                <li key={posting_id}>
                  <span className="figures">
                    {before} <span aria-label="would become">→</span> {after}
                  </span>
                  <PostingName posting={names.get(posting_id)} />
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </li>
  );
}

/** What no learning changes. */
export function HardGaps({ gaps, of, names }: { gaps: HardGap[]; of: number; names: Names }) {
  return (
    <Card title="No skill that one learns">
      <ul className={styles.hard}>
        {gaps.map((gap) => (
          <li key={`${gap.kind} ${gap.name}`}>
            <span className={styles.name}>
              {gap.own_wish ? `Ruled out by what you look for: ${gap.name}` : gap.name}{" "}
              <span className={styles.soft}>
                {gap.postings} of {of}
              </span>
            </span>
            <q className={styles.quote}>{gap.example}</q>
            <PostingName posting={names.get(gap.example_posting)} />
          </li>
        ))}
      </ul>
      {gaps.some((gap) => gap.own_wish) && (
        <p className={styles.soft} style={{ marginBlockStart: 12 }}>
          {count(gaps.filter((gap) => gap.own_wish).length, "wish", "wishes")} of your own: change them under <Link to="/profile">what you look for</Link>.
        </p>
      )}
    </Card>
  );
}

function PostingName({ posting }: { posting: NamedPosting | undefined }) {
  if (posting === undefined) return <span className={styles.soft}>a posting that is gone</span>;
  return (
    <span>
      <Link to="/postings/$postingId" params={{ postingId: posting.id }}>
        {posting.title}
      </Link>{" "}
      <span className={styles.soft}>{posting.company}</span>
    </span>
  );
}
