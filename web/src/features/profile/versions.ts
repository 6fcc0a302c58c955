/** What a comparison of two versions of a résumé says, in the words of the page. */
import type { Resume, VersionsCompared } from "@/api/shapes";

import { fieldOf, sectionsOf } from "./fields";

export type FieldChange = VersionsCompared["fields"][number];
export type Run = VersionsCompared["text"][number];

/** A whole entry rather than one field: `/work/1`. */
const ENTRY = /^(?:\/[A-Za-z]+)+\/\d+$/;
const KEPT_LINES = 2;

/** Where a change is: the section and entry, and the field in it. */
export function placeOf(change: FieldChange, before: Resume, after: Resume): { where: string; what: string } {
  const pointer = change.pointer_after ?? change.pointer_before ?? "";
  const sections = sectionsOf(change.pointer_after === null ? before : after);
  for (const { heading, entries } of sections) {
    for (const entry of entries) {
      const field = fieldOf([{ heading, entries: [entry] }], pointer);
      if (field) {
        return ENTRY.test(pointer) && !pointer.includes("highlights")
          ? { where: heading, what: entry.title }
          : { where: entry.title === "" ? heading : `${heading}, ${entry.title}`, what: field.label };
      }
    }
  }
  const [section = "", ...rest] = pointer.split("/").slice(1);
  return { where: section.charAt(0).toUpperCase() + section.slice(1), what: rest.filter((step) => !/^\d+$/.test(step)).join(" ") };
}

/** What an entry is told by first; the server gives its fields by the alphabet. */
const FIRST = ["position", "studyType", "area", "name", "title", "language", "institution", "organization", "location", "startDate", "date", "endDate"];

function inOrder(entry: object): unknown[] {
  const rank = (key: string) => (FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length);
  return Object.entries(entry)
    .toSorted(([one], [other]) => rank(one) - rank(other))
    .map(([, value]): unknown => value);
}

/** A field or a whole entry as one line. */
export function told(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(told).filter(Boolean).join("; ");
  if (typeof value === "object") return inOrder(value).map(told).filter(Boolean).join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}

export type Part = Run | { kind: "skipped"; lines: number };

/** The words of both texts, with what is long and alike left out in the middle. */
export function shortened(runs: readonly Run[]): Part[] {
  return runs.flatMap((run, at): Part[] => {
    if (run.kind !== "same") return [run];
    const lines = run.text.split("\n");
    const head = at === 0 ? 0 : KEPT_LINES;
    const tail = at === runs.length - 1 ? 0 : KEPT_LINES;
    const skipped = lines.length - head - tail;
    if (skipped < 4) return [run];
    return [
      ...(head > 0 ? [{ ...run, text: `${lines.slice(0, head).join("\n")}\n` }] : []),
      { kind: "skipped" as const, lines: skipped },
      ...(tail > 0 ? [{ ...run, text: lines.slice(-tail).join("\n") }] : []),
    ];
  });
}
