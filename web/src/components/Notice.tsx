import { Button, Code, Loader } from "@mantine/core";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { ProblemError, sentenceOf } from "@/api/problem";

import styles from "./components.module.css";

const ICONS = { poor: CircleAlert, fair: TriangleAlert, good: CircleCheck, brand: Info };

export function Notice({ tone = "brand", children }: { tone?: keyof typeof ICONS; children: ReactNode }) {
  const Icon = ICONS[tone];
  return (
    <div className={styles.notice} data-tone={tone}>
      <Icon size={17} aria-hidden="true" />
      <div className={styles.noticeBody}>{children}</div>
    </div>
  );
}

/** What went wrong, in the server's own sentence, said aloud when it appears. */
export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => unknown }) {
  if (error === null || error === undefined) return null;
  const id = error instanceof ProblemError ? error.correlationId : null;
  return (
    <div role="alert">
      <Notice tone="poor">
        {sentenceOf(error)}
        {id !== null && error instanceof ProblemError && error.status >= 500 && (
          <>
            {" "}
            Reference: <Code>{id}</Code>
          </>
        )}
        {onRetry && (
          <Button variant="subtle" color="red" size="compact-sm" ms={8} onClick={() => onRetry()}>
            Try again
          </Button>
        )}
      </Notice>
    </div>
  );
}

export function Empty({ icon, title, children, action }: { icon: ReactNode; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      {icon}
      <h2 style={{ margin: 0, fontSize: "1.0625rem" }}>{title}</h2>
      {children !== undefined && <div style={{ maxWidth: "46ch" }}>{children}</div>}
      {action !== undefined && <div style={{ marginTop: 10 }}>{action}</div>}
    </div>
  );
}

export function Loading({ what }: { what: string }) {
  return (
    <div className={styles.empty} role="status">
      <Loader size="sm" aria-hidden="true" />
      <span>{what} …</span>
    </div>
  );
}

/** The three ways a read can stand before its data is there. */
export function Waiting({ query, what }: { query: { isPending: boolean; error: unknown; refetch: () => unknown }; what: string }) {
  if (query.isPending) return <Loading what={`Reading ${what}`} />;
  return query.error ? <Problem error={query.error} onRetry={query.refetch} /> : null;
}
