import { Link } from "@tanstack/react-router";

import type { Weak } from "@/api/shapes";
import { Card } from "@/components/Page";

import styles from "./gaps.module.css";

/** What the résumé has, but says too weakly to count in full: their own words, and where they could say more. */
export function WeakStatements({ weak }: { weak: Weak[] }) {
  return (
    <Card title="Said too weakly">
      <p className={styles.lead}>You have these, but your résumé says them in a way that counts little. Change it only where it is true.</p>
      <ul className={styles.list}>
        {weak.map((one) => (
          <li key={`${one.kind} ${one.name}`} className={styles.weak}>
            <span className={styles.weakHead}>
              <span className={styles.name}>{one.name}</span>
              <span className={styles.soft}>
                {one.postings === 1 ? "1 posting asks" : `${one.postings} postings ask`} for it
              </span>
            </span>
            <span>{one.why}</span>
            {one.said && <Said place={one.said} />}
            {one.beside && one.beside.pointer !== one.said?.pointer && <Said place={one.beside} />}
            <p className={styles.suggestion}>{one.suggestion}</p>
            {one.said === null && <Link to="/profile">Open your profile</Link>}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Said({ place: { sentence, fact_id } }: { place: NonNullable<Weak["said"]> }) {
  return (
    <span className={styles.said}>
      <q className={styles.quote}>{sentence}</q>
      <Link to="/profile" search={{ fact: fact_id }} aria-label={`Open in your profile: “${sentence.slice(0, 60)}”`}>
        Open in your profile
      </Link>
    </span>
  );
}
