import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";

import { letterCheck } from "@/api/queries";
import type { LetterCheck as Outcome, Package } from "@/api/shapes";
import { count } from "@/components/format";
import { Waiting } from "@/components/Notice";

import styles from "./letters.module.css";

interface LetterCheckProps {
  applicationId: string;
  fingerprint: string;
  sentences?: Package["letter"]["paragraphs"];
}

/** How good the letter of a package is, with a reason for every point it lacks. */
export function LetterCheck({ applicationId, fingerprint, sentences = [] }: LetterCheckProps) {
  const query = useQuery(letterCheck(applicationId, fingerprint));
  const texts = new Map(sentences.flatMap((paragraph) => paragraph.sentences.map((said) => [said.id, said.text])));
  return (
    <section aria-label="Quality of the letter">
      <Waiting query={query} what="the quality of the letter" />
      {query.data && <LetterReasons check={query.data} texts={texts} />}
    </section>
  );
}

/** The score in words, and its reasons, the heaviest first. */
export function LetterReasons({ check, texts }: { check: Outcome; texts?: Map<string, string> }) {
  return (
    <div className={styles.check}>
      <p className={styles.checkHead}>
        Letter <strong className="figures">{check.score}</strong> of 100 · {count(check.words, "word")}
      </p>
      {check.findings.length > 0 && (
        <ul className={styles.findings}>
          {check.findings.map((finding, at) => (
            <li key={at}>
              <span className={`${styles.points} figures`}>−{finding.points}</span>
              <span>
                {finding.why} <span className={styles.soft}>{finding.todo}</span>
                {finding.sentence !== null && (
                  <q className={styles.place}>{texts?.get(finding.sentence) ?? finding.text}</q>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {check.good.length > 0 && (
        <details className={styles.good}>
          <summary>{check.findings.length === 0 ? "What was looked at" : "What is as it should be"}</summary>
          <ul>
            {check.good.map((text) => (
              <li key={text}>
                <Check size={15} aria-hidden="true" /> {text}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
