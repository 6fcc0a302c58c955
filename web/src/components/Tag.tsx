import type { ReactNode } from "react";

import type { State } from "@/api/shapes";
import { STATES, TONES, type Tone } from "@/features/applications/states";

import styles from "./components.module.css";

export function Tag({ tone = "quiet", icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={styles.tag} data-tone={tone}>
      {icon}
      {children}
    </span>
  );
}

export function StateTag({ state }: { state: State }) {
  return <Tag tone={TONES[state]}>{STATES[state]}</Tag>;
}
