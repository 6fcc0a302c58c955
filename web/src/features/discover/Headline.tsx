import { UnstyledButton } from "@mantine/core";
import { useState } from "react";

import type { Posting } from "@/api/shapes";
import { pay, yearlyPay } from "@/components/format";

import styles from "./discover.module.css";

/** So many places are shown before somebody asks for the rest. */
const FEW_PLACES = 5;

/** Where the job can be done, also as the postings that were merged into this one say. */
export function Places({ posting: { locations, twins } }: { posting: Posting }) {
  const [all, setAll] = useState(false);
  const places = [...new Set([...locations, ...twins.filter(({ kind }) => kind === "same").flatMap((twin) => twin.locations)])];
  if (places.length === 0) return null;
  const rest = places.length - FEW_PLACES;
  return (
    <span>
      {(all ? places : places.slice(0, FEW_PLACES)).join(" / ")}{" "}
      {rest > 0 && (
        <UnstyledButton className={styles.morePlaces} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "show fewer" : `and ${rest} more`}
        </UnstyledButton>
      )}
    </span>
  );
}

/** What is paid, and what that is in a year where it is said for another time. */
export function Pay({ posting: { salary } }: { posting: Posting }) {
  const words = pay(salary);
  if (words === null) return null;
  const yearly = yearlyPay(salary);
  return (
    <span title={yearly === null ? undefined : "For full-time work: 2,080 hours, 260 days or 12 months"}>
      {words}
      {yearly !== null && <span style={{ color: "var(--ink-soft)" }}> (about {yearly} a year)</span>}
    </span>
  );
}
