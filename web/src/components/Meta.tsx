import { Children, type ReactNode } from "react";

import styles from "./components.module.css";

/** Short facts in a row, with a dot between them; empty ones leave no dot. */
export function Meta({ children }: { children: ReactNode }) {
  return (
    <div className={styles.meta}>
      {Children.toArray(children).map((child, at) => (
        <span key={at}>{child}</span>
      ))}
    </div>
  );
}

export function When({ at, children }: { at: string; children: ReactNode }) {
  return (
    <time dateTime={at} title={new Date(at).toLocaleString()}>
      {children}
    </time>
  );
}
