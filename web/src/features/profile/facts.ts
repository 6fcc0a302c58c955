/** Facts and answers as the page reads them. */
import { queryOptions } from "@tanstack/react-query";

import { client, unwrap } from "@/api/client";
import type { components } from "@/api/schema";

type Schemas = components["schemas"];
export type FactLine = Schemas["ListedFactOut"];
export type FactDetail = Schemas["FactDetailOut"];
export type FactKind = FactLine["kind"];
export type AnswerKind = Schemas["KindOut"];
export type Answer = Schemas["AnswerOut"];

/** Every fact in force, or every one taken back: the API gives them in parts. */
export const facts = (withdrawn = false) =>
  queryOptions({
    queryKey: ["profile", "facts", withdrawn],
    queryFn: async ({ signal }): Promise<FactLine[]> => {
      const found: FactLine[] = [];
      let cursor: string | undefined;
      do {
        const query = { withdrawn, limit: 200, cursor };
        const part = await unwrap(client.GET("/api/v1/facts", { params: { query }, signal }));
        found.push(...part.items);
        cursor = part.next ?? undefined;
      } while (cursor !== undefined);
      return found;
    },
  });

export const factDetail = (id: string) =>
  queryOptions({
    queryKey: ["profile", "fact", id],
    queryFn: ({ signal }) => unwrap(client.GET("/api/v1/facts/{fact_id}", { params: { path: { fact_id: id } }, signal })),
  });

export const answers = () =>
  queryOptions({ queryKey: ["answers"], queryFn: ({ signal }) => unwrap(client.GET("/api/v1/answers", { signal })) });

export const FACT_KINDS: { value: FactKind; label: string }[] = [
  { value: "duty", label: "Something you did" },
  { value: "skill", label: "A skill" },
  { value: "certificate", label: "A certificate" },
  { value: "language", label: "A language" },
  { value: "project", label: "A project" },
  { value: "education", label: "A study" },
  { value: "other", label: "Something else" },
];

/** Kinds that stand by themselves; a skill may also belong to a project, but is rarely said so. */
export const STANDS_ALONE: ReadonlySet<FactKind> = new Set(["skill", "certificate", "language"]);

const SECTIONS: Record<string, string> = {
  basics: "You",
  work: "Positions",
  projects: "Projects",
  education: "Education",
  skills: "Skills",
  certificates: "Certificates",
  languages: "Languages",
  others: "Other",
};

export interface FactGroup {
  title: string;
  lines: FactLine[];
}

/** Whether a fact is the first line of an entry: several fields make it, so it is corrected on the page Profile. */
export const isHead = ({ pointer }: FactLine) => /^\/(?:work|projects|education|others|certificates|languages)\/\d+$/.test(pointer ?? "");

/** What another fact can belong to. */
export const isStation = ({ pointer }: FactLine) => /^\/(?:work|projects|education)\/\d+$/.test(pointer ?? "");

/** Facts by the section that they stand in; those that stand nowhere come first, since they need a look. */
export function grouped(lines: readonly FactLine[]): FactGroup[] {
  const groups = new Map<string, FactLine[]>();
  for (const line of lines) {
    const title = line.pointer === null ? "Printed nowhere" : (SECTIONS[line.pointer.split("/")[1] ?? ""] ?? "Other");
    groups.set(title, [...(groups.get(title) ?? []), line]);
  }
  const order = ["Printed nowhere", ...Object.values(SECTIONS)];
  return [...groups]
    .map(([title, found]) => ({ title, lines: title === "Printed nowhere" ? found : inPlace(found) }))
    .sort((a, b) => order.indexOf(a.title) - order.indexOf(b.title));
}

/** Lines in the order of the places they stand at. */
function inPlace(lines: FactLine[]): FactLine[] {
  return [...lines].sort((a, b) => (a.pointer ?? "").localeCompare(b.pointer ?? "", undefined, { numeric: true }));
}
