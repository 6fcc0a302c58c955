import { Link } from "@tanstack/react-router";

import type { FactRef } from "@/api/shapes";

import styles from "./review.module.css";

/** The line or sentence whose facts are shown. */
export interface Shown {
  id: string;
  text: string;
  facts: FactRef[];
  source?: "fact" | "posting" | "template";
}

/** Beside the text, on wide screens: what allows the words that have the focus. */
export function FactsAside({ shown }: { shown: Shown | null }) {
  return (
    <aside className={styles.aside} aria-label="The fact behind the sentence">
      <div aria-live="polite">
        {shown === null ? (
          <p className={styles.soft}>Point at a sentence, or move to it with Tab, to see the fact of yours that allows it.</p>
        ) : (
          <>
            <q className={styles.quoted}>{shown.text}</q>
            <Facts shown={shown} />
          </>
        )}
      </div>
    </aside>
  );
}

export function Facts({ shown: { facts, source } }: { shown: Shown }) {
  if (facts.length === 0) {
    return (
      <p className={styles.soft}>
        {source === "posting" ? "These words come from the posting: its title, the company, what it asks for." : "Fixed wording that claims nothing about you."}
      </p>
    );
  }
  return (
    <>
      <p className={styles.factsTitle}>{facts.length === 1 ? "Your fact" : "Your facts"}</p>
      <ul className={styles.facts}>
        {facts.map((fact) => (
          <li key={fact.id}>{fact.text}</li>
        ))}
      </ul>
      <Link to="/profile" className={styles.soft}>
        Where this stands in your résumé
      </Link>
    </>
  );
}
