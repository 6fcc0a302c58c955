/** What the parts of a posting's life and its links are called. */
import type { Signal, Twin } from "@/api/shapes";

export const FIELDS: Record<string, string> = {
  title: "Title", company: "Company", locations: "Places", workplace: "Workplace", salary: "Pay", employment_type: "Employment",
  department: "Department", requisition_id: "Requisition", opening_id: "Opening", url: "Address", apply_url: "Address to apply at",
  text: "Text", published_at: "Published", valid_through: "Last day", language: "Language",
};

const HAPPENED: Record<string, string> = {
  found: "Found", changed: "Changed", reread: "Read anew, the employer changed nothing", closed: "Closed", reopened: "Open again",
  reposted: "Put up again", merged: "Merged with another posting", linked: "Linked with another posting", separated: "Taken apart from another posting",
};

export function happened(what: string): string {
  return HAPPENED[what] ?? what;
}

export interface TwinGroup {
  kind: string;
  title: string;
  about: string;
  /** What taking the link back is called. */
  undo: string;
  twins: Twin[];
}

const KINDS: Record<string, Omit<TwinGroup, "kind" | "twins">> = {
  same: { title: "Merged into this one", about: "The same job, posted more than once. One posting is shown for all.", undo: "It is another job" },
  repost: { title: "Posted before", about: "The same job, closed and put up again.", undo: "It is another job" },
  agency: { title: "Copies by agencies", about: "The same text under another company’s name. Both are shown.", undo: "Not related" },
  opening: { title: "Under the same opening", about: "The employer files them together, but they differ. Both are shown.", undo: "Not related" },
};

/** The links of a posting by kind, in the order in which they are shown. */
export function grouped(twins: readonly Twin[]): TwinGroup[] {
  const kinds = [...new Set([...Object.keys(KINDS), ...twins.map(({ kind }) => kind)])];
  return kinds
    .map((kind) => {
      const words = KINDS[kind] ?? { title: "Linked", about: "They belong together.", undo: "Not related" };
      return { kind, ...words, twins: twins.filter((twin) => twin.kind === kind) };
    })
    .filter((group) => group.twins.length > 0);
}

/** How much a signal says by itself, in a word. Null where it only explains. */
export function strengthOf({ strength }: Pick<Signal, "strength">): string | null {
  if (strength >= 0.95) return "decisive";
  if (strength >= 0.5) return "strong";
  return strength > 0 ? "weak" : null;
}
