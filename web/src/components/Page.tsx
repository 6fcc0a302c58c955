import { Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useEffect, useRef, type ReactNode } from "react";

import { hasMoved } from "@/app/moves";

import styles from "./components.module.css";

interface PageProps {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  narrow?: boolean;
  children: ReactNode;
}

/** A screen: its heading names the browser tab and takes the focus when the screen opens, so that it is read out. */
export function Page({ title, lead, actions, narrow = false, children }: PageProps) {
  useDocumentTitle(`${title} · Rolecall`);
  const heading = useFocusOnOpen(title);
  return (
    <div className={`${styles.page} ${narrow ? styles.narrow : ""}`}>
      <header className={styles.head}>
        <div>
          <Title order={1} ref={heading} tabIndex={-1} style={{ outline: "none" }}>
            {title}
          </Title>
          {lead !== undefined && <div className={styles.lead}>{lead}</div>}
        </div>
        {actions}
      </header>
      {children}
    </div>
  );
}

/**
 * A ref for the heading of what just opened; `what` names it, so that a change of it moves the focus again. The first screen
 * after loading leaves the focus where browsers have it, at the start, so that Tab meets the skip link.
 */
export function useFocusOnOpen(what: string, { byLinkOnly = false } = {}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const active = document.activeElement;
    // A field that asked for the focus keeps it.
    if (active?.tagName === "A" || (active === document.body && hasMoved() && !byLinkOnly)) {
      heading.current?.focus({ preventScroll: true });
    }
  }, [what, byLinkOnly]);
  return heading;
}

export function Card({ title, aside, children, label }: { title?: string; aside?: ReactNode; children: ReactNode; label?: string }) {
  return (
    <section className={styles.card} aria-label={label ?? title}>
      {title !== undefined && (
        <div className={styles.cardTitle}>
          <Title order={2}>{title}</Title>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
