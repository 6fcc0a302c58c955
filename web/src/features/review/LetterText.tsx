import type { Package } from "@/api/shapes";

import { ShownLine, type LineProps } from "./ShownLine";
import styles from "./review.module.css";

type LetterTextProps = LineProps & { paragraphs: Package["letter"]["paragraphs"] };

/** The letter sentence by sentence; the colour at its edge says whose words they are. */
export function LetterText({ paragraphs, ...line }: LetterTextProps) {
  return (
    <div className={styles.paper}>
      <ul className={styles.legend} aria-label="Whose words">
        <li data-source="fact">Your facts</li>
        <li data-source="posting">The posting’s words</li>
        <li data-source="template">Fixed wording</li>
      </ul>
      {paragraphs.map(({ kind, sentences }, at) => (
        <div key={at} className={styles.paragraph} data-kind={kind}>
          {sentences.map((sentence) => (
            <ShownLine key={sentence.id} part={sentence} look="sentence" {...line} />
          ))}
        </div>
      ))}
    </div>
  );
}
