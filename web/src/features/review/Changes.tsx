import { diffWords } from "diff";

import components from "@/components/components.module.css";

import styles from "./review.module.css";

/** The candidate's own wording; struck through what is not in the package, and what was put in its place. */
export function Changes({ before, after }: { before: string; after: string }) {
  return (
    <span className={styles.document}>
      {diffWords(before, after).map(({ value, added, removed }, at) => {
        if (removed) {
          return (
            <del key={at}>
              <span className={components.srOnly}>left out: </span>
              {value}
            </del>
          );
        }
        if (added) {
          return (
            <ins key={at}>
              <span className={components.srOnly}>now: </span>
              {value}
            </ins>
          );
        }
        return value;
      })}
    </span>
  );
}
