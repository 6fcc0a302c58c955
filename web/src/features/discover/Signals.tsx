import type { Signal } from "@/api/shapes";

import { strengthOf } from "./words";
import styles from "./discover.module.css";

/** What speaks for or against two postings being one job, each with how much it says by itself. */
export function Signals({ signals, label }: { signals: readonly Signal[]; label: string }) {
  if (signals.length === 0) return null;
  return (
    <ul className={styles.signals} aria-label={label}>
      {signals.map((signal) => {
        const strength = strengthOf(signal);
        return (
          <li key={`${signal.signal}${signal.words}`}>
            {signal.words}
            {strength !== null && (
              <>
                {" "}
                <span className={styles.strength} data-strength={strength}>
                  {strength}
                </span>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}
