import { UnstyledButton } from "@mantine/core";

import type { Posting } from "@/api/shapes";
import type { Range } from "@/components/Markdown";

import { factChips } from "./facts";
import styles from "./discover.module.css";

interface PostingFactsProps {
  posting: Posting;
  chosen: Range | null;
  onChoose: (range: Range | null) => void;
}

/** What the job is and asks for in a few words; those that the text says lead to their words. */
export function PostingFacts({ posting, chosen, onChoose }: PostingFactsProps) {
  const chips = factChips(posting);
  if (chips.length === 0) return null;
  return (
    <ul className={styles.facts} aria-label="At a glance">
      {chips.map(({ key, label, range }) => {
        const isChosen = range !== null && chosen?.start === range.start && chosen.end === range.end;
        return (
          <li key={key}>
            {range === null ? (
              <span className={styles.fact}>{label}</span>
            ) : (
              <UnstyledButton className={styles.fact} data-said aria-pressed={isChosen} title="Show the words that say so" onClick={() => onChoose(isChosen ? null : range)}>
                {label}
              </UnstyledButton>
            )}
          </li>
        );
      })}
    </ul>
  );
}
