import { useEffect, useRef } from "react";

import type { Source } from "@/api/shapes";
import { unitOffset } from "@/components/format";

import styles from "./profile.module.css";

/** The text of the file, with the place marked that the focused field came from. */
export function SourceText({ text, source, filename }: { text: string | null; source: Source | null; filename: string }) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    const mark = place.current;
    const box = mark?.closest("pre");
    // Only this pane may scroll: the page stays where the person reads.
    if (mark && box) box.scrollTo({ top: mark.offsetTop - box.clientHeight / 3, behavior: "smooth" });
  }, [source?.start, source?.end]);
  const start = text !== null && source ? unitOffset(text, source.start) : 0;
  const end = text !== null && source ? unitOffset(text, source.end) : 0;
  return (
    <aside className={styles.source} aria-label="Where it stood">
      <h2 className={styles.sourceTitle}>
        In {filename}
        {source?.page && <span className={styles.soft}> page {source.page}</span>}
      </h2>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
      <pre className={styles.sourceText} tabIndex={0} aria-label="Text of the file">
        {text === null ? (
          "Reading …"
        ) : (
          <>
            {text.slice(0, start)}
            {end > start && <mark ref={place}>{text.slice(start, end)}</mark>}
            {text.slice(end)}
          </>
        )}
      </pre>
    </aside>
  );
}
