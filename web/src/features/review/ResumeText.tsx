import { useQuery } from "@tanstack/react-query";

import { profile } from "@/api/queries";
import type { Item, Package, Profile } from "@/api/shapes";
import { Tag } from "@/components/Tag";

import { Changes } from "./Changes";
import { ShownLine, type LineProps } from "./ShownLine";
import styles from "./review.module.css";
import { wordingOf } from "./wording";

type ResumeTextProps = LineProps & { sections: Package["resume"]["sections"] };

/** The tailored résumé line by line; beside each line, the candidate's own wording where it is another. */
export function ResumeText({ sections, ...line }: ResumeTextProps) {
  const { data } = useQuery(profile());
  return (
    <div className={styles.paper}>
      <div className={`${styles.row} ${styles.headings}`} aria-hidden="true">
        <span>In this package</span>
        <span>In your résumé</span>
      </div>
      {sections.map(({ heading, items }, at) => (
        <section key={at} aria-label={heading === "" ? "Name and contact" : heading}>
          {heading !== "" && <h2 className={styles.heading}>{heading}</h2>}
          {items.map((item) => (
            <ShownLine key={item.id} part={item} look={item.role} {...line} beside={<Beside item={item} profile={data} />} />
          ))}
        </section>
      ))}
    </div>
  );
}

function Beside({ item, profile: known }: { item: Item; profile?: Profile | null }) {
  const wording = wordingOf(item, known);
  if (wording !== null) {
    return (
      <span className={styles.same}>
        {wording}
        {standing(item.pointer)}
      </span>
    );
  }
  if (item.original === null) return <Tag tone="fair">Changed by you</Tag>;
  return <Changes before={item.original} after={item.text} />;
}

/** Which point of its entry a line was, so that a change of order can be seen. */
function standing(pointer: string | null): string {
  const point = /\/highlights\/(\d+)$/.exec(pointer ?? "")?.[1];
  return point === undefined ? "" : `, point ${Number(point) + 1} there`;
}
