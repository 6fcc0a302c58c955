import type { Decision } from "@/api/shapes";

import styles from "./components.module.css";

export const DECISIONS = {
  strong: "Strong match",
  review: "Worth a look",
  weak: "Weak match",
  filtered: "Ruled out by your preferences",
} as const;

interface ScoreProps {
  score: number | null | undefined;
  decision?: Decision | null;
}

/** The score as a figure over a meter. Its meaning is in words for those who do not see it. */
export function Score({ score, decision }: ScoreProps) {
  if (score == null) {
    return (
      <span className={`${styles.score} ${styles.none}`} role="img" aria-label="Not scored yet" title="Not scored yet">
        <span aria-hidden="true">–</span>
      </span>
    );
  }
  const band = decision ?? (score >= 90 ? "strong" : score >= 60 ? "review" : "weak");
  const words = `Score ${score} of 100, ${DECISIONS[band].toLowerCase()}`;
  return (
    <span className={`${styles.score} ${styles[band]}`} role="img" aria-label={words} title={words}>
      <span aria-hidden="true">{score}</span>
      <span className={styles.scoreMeter}>
        <i style={{ inlineSize: `${score}%` }} />
      </span>
    </span>
  );
}
