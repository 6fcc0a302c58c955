import { Progress } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import type { Scoring } from "@/api/shapes";
import { ago, count } from "@/components/format";
import { Card } from "@/components/Page";

import { KINDS } from "./decisions";
import styles from "./scoring.module.css";

/** How many decisions there are, and what is still needed until they take part in the score. */
export function LabelsCounted({ scoring }: { scoring: Scoring }) {
  const { labels, liked, disliked, least_labels: least, least_of_a_kind: ofAKind, by_kind: kinds } = scoring;
  return (
    <Card title="Your decisions">
      <p className={styles.why}>{scoring.why}</p>
      <Progress
        value={Math.min(100, (100 * labels) / least)}
        size="lg"
        aria-label={`${Math.min(labels, least)} of ${least} decisions`}
        mb={6}
      />
      <div className={styles.counted}>
        <span className="figures">
          {labels >= least ? count(labels, "decision") : `${labels} of ${least} decisions`}
        </span>
        <span>
          <Link to="/postings" search={{ decided: "shortlisted" }}>
            {liked} liked
          </Link>
          {liked < ofAKind && `, at least ${ofAKind} needed`}
        </span>
        <span>
          <Link to="/postings" search={{ decided: "rejected" }}>
            {disliked} not liked
          </Link>
          {disliked < ofAKind && `, at least ${ofAKind} needed`}
        </span>
      </div>
      {Object.keys(kinds).length > 0 && (
        <ul className={styles.kinds}>
          {Object.entries(kinds).map(([kind, number]) => (
            <li key={kind}>
              <strong className="figures">{number}</strong> {KINDS[kind] ?? kind}
            </li>
          ))}
        </ul>
      )}
      {scoring.not_learnt_from > 0 && (
        <p className={styles.soft}>
          {count(scoring.not_learnt_from, "decision")} about postings that you know already: they say nothing of what you look for and are not
          learnt from.
        </p>
      )}
      <p className={styles.soft} role="status">
        {scoring.pending && scoring.needed === 0
          ? "Your newest decisions are learnt from within a minute."
          : scoring.fitted_at !== null
            ? `Learnt ${ago(scoring.fitted_at)}${scoring.version === null ? "" : `, version ${scoring.version}`}.`
            : "What an employer answers is no judgement of yours: a refusal counts as a posting you liked, since you applied."}
      </p>
    </Card>
  );
}
