import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { resumes, scoreChanges } from "@/api/queries";
import type { ScoreChange } from "@/api/shapes";
import { day } from "@/components/format";
import { DECISIONS } from "@/components/Score";

import styles from "./gaps.module.css";

/** What stands under a score: what became of it and why, and where to go on from it. */
export function AroundScore({ postingId }: { postingId: string }) {
  const { data: files } = useQuery(resumes());
  const people = files?.items.filter((file) => file.status === "read").length ?? 0;
  return (
    <div className={styles.around}>
      <ScoreHistory postingId={postingId} />
      <div className={styles.aroundLinks}>
        {people > 1 && (
          <Link to="/candidates/$postingId" params={{ postingId }}>
            All candidates for this posting
          </Link>
        )}
        <Link to="/gaps">What is missing among the postings you like</Link>
      </div>
    </div>
  );
}

function ScoreHistory({ postingId }: { postingId: string }) {
  const { data } = useQuery(scoreChanges(postingId));
  const [last, ...earlier] = data?.items ?? [];
  if (last === undefined) return null;
  return (
    <section className={styles.history} aria-label="How the score changed">
      <Change change={last} />
      {last.lines.length > 0 && (
        <details className={styles.risen}>
          <summary>What came of it</summary>
          <Lines change={last} />
        </details>
      )}
      {earlier.length > 0 && (
        <details className={styles.risen}>
          <summary>
            {earlier.length} earlier {earlier.length === 1 ? "change" : "changes"}
          </summary>
          <ol className={styles.changes}>
            {earlier.map((change) => (
              <li key={change.changed_at}>
                <Change change={change} />
                <Lines change={change} />
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}

function Change({ change: { before, after, decision_before, decision_after, changed_at, why } }: { change: ScoreChange }) {
  return (
    <p className={styles.change} data-way={after > before ? "up" : after < before ? "down" : "level"}>
      <strong className="figures">
        {before} <span aria-label="became">→</span> {after}
      </strong>{" "}
      on <time dateTime={changed_at}>{day(changed_at)}</time>: {why}.
      {decision_before !== decision_after && ` Now: ${DECISIONS[decision_after].toLowerCase()}.`}
    </p>
  );
}

function Lines({ change }: { change: ScoreChange }) {
  return (
    <ul className={styles.lines}>
      {change.lines.map((line, at) => (
        <li key={at}>{line}</li>
      ))}
    </ul>
  );
}
