import { useQuery } from "@tanstack/react-query";

import { editPreview } from "@/api/queries";
import type { Package } from "@/api/shapes";
import { count } from "@/components/format";
import { Loading, Notice, Problem } from "@/components/Notice";

import styles from "./editor.module.css";

export type Paper = "resume" | "cover-letter";

interface PagePreviewProps {
  applicationId: string;
  paper: Paper;
  version: number;
  changes: { id: string; text: string | null }[];
  order: string[][];
  design: Package["design"] | null;
}

/** The pages as they would be: drawn by the server from the very PDF, without keeping anything. */
export function PagePreview({ applicationId, paper, version, changes, order, design }: PagePreviewProps) {
  const query = useQuery(editPreview(applicationId, { paper, version, changes, order, design }));
  const { data } = query;
  const name = paper === "resume" ? "résumé" : "letter";
  return (
    <section className={styles.preview} aria-label="How it will look" aria-busy={query.isFetching}>
      <Problem error={query.error} onRetry={query.refetch} />
      {data === undefined && query.error === null && <Loading what="Setting the page" />}
      {data !== undefined && (
        <>
          <p className={styles.previewHead} data-over={data.count > data.budget}>
            {count(data.count, "page")}
            {data.count > data.budget && `; a ${name} should have at most ${data.budget}`}
          </p>
          {data.pages.map(({ png, width, height }, at) => (
            <img
              key={at}
              src={`data:image/png;base64,${png}`}
              width={width}
              height={height}
              alt={`Page ${at + 1} of ${data.count} of the ${name} with your changes`}
              className={styles.page}
            />
          ))}
          {data.pages.length < data.count && <Notice>The first {data.pages.length} pages are shown.</Notice>}
        </>
      )}
    </section>
  );
}
