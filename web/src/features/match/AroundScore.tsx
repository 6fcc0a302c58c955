import { Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { resumes, scoreChanges } from "@/api/queries";
import type { ScoreChange } from "@/api/shapes";
import { day } from "@/components/format";
import { DECISIONS } from "@/components/Score";

import styles from "./gaps.module.css";

const FIRST = 3;

/** What stands under a score: what became of it and why, and where to go on from it. */
export function AroundScore({ postingId }: { postingId: string }) {
  const { data: files } = useQuery(resumes());
  const people = files?.items.filter((file) => file.status === "read").length ?? 0;
  return (
    <div className={styles.around}>
      <ScoreHistory postingId={postingId} />
      <div className={styles.aroundLinks}>
        <Link to="/gaps">What is missing among the postings you like</Link>
        {people > 1 && (
          <Link to="/candidates/$postingId" params={{ postingId }}>
            All candidates for this posting
          </Link>
        )}
      </div>
    </div>
  );
}

function ScoreHistory({ postingId }: { postingId: string }) {
  const { data } = useQuery(scoreChanges(postingId));
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  const [first, rest] = [items.slice(0, FIRST), items.slice(FIRST)];
  return (
    <section aria-labelledby="score-history">
      <Title order={3} id="score-history" mb={8}>
        How the score changed
      </Title>
      <Changes changes={first} />
      {rest.length > 0 && (
        <details className={styles.risen}>
          <summary>
            {rest.length} earlier {rest.length === 1 ? "change" : "changes"}
          </summary>
          <Changes changes={rest} />
        </details>
      )}
    </section>
  );
}

function Changes({ changes }: { changes: ScoreChange[] }) {
  return (
    <ol className={styles.changes}>
      {changes.map((change) => (
        <li key={change.changed_at} className={styles.change} data-way={change.after > change.before ? "up" : change.after < change.before ? "down" : "level"}>
          <p>
            <strong className="figures">
              {change.before} <span aria-label="became">→</span> {change.after}
            </strong>{" "}
            on <time dateTime={change.changed_at}>{day(change.changed_at)}</time>: {change.why}.
            {change.decision_before !== change.decision_after && ` Now: ${DECISIONS[change.decision_after].toLowerCase()}.`}
          </p>
          {change.lines.length > 0 && (
            <ul>
              {change.lines.map((line, at) => (
                <li key={at}>{line}</li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}
