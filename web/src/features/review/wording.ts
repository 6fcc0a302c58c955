import type { Item, Profile } from "@/api/shapes";

type Line = Pick<Item, "role" | "text" | "original" | "facts" | "changed" | "pointer">;
type Known = Pick<Profile, "resume" | "facts">;

/**
 * How near a line is to the candidate's own words; null when a person changed it or a part was left out, which is shown in full.
 * `profile` tells the order in the résumé; without it facts that were moved count as joined.
 */
export function wordingOf({ role, text, original, facts, changed, pointer }: Line, profile?: Known | null): string | null {
  const [fact, ...more] = facts;
  const own = [original, valueAt(profile?.resume, pointer)];
  // The first line of an entry is put together of its parts, even where one fact states them all.
  if (more.length === 0 && !changed && !(role === "entry" && text.includes(", "))) own.push(fact?.text ?? null);
  if (own.some((words) => words !== null && folded(words) === folded(text))) return "word for word";
  if (changed) return null;
  if (more.length === 0 && role !== "entry" && fact?.text.includes(text)) return "your fact, shortened";
  return isInOrder(facts, profile?.facts ?? []) ? "your facts, joined" : "your facts, in another order";
}

function folded(words: string): string {
  return words.trim().replace(/\s+/g, " ");
}

/** The text that a JSON pointer names, null when it is not there or not text. */
function valueAt(document: unknown, pointer: string | null): string | null {
  let value = document;
  for (const key of pointer?.split("/").slice(1) ?? []) {
    if (typeof value !== "object" || value === null) return null;
    value = (value as Record<string, unknown>)[key];
  }
  return typeof value === "string" ? value : null;
}

function isInOrder(facts: Item["facts"], known: Known["facts"]): boolean {
  const places = facts.map(({ id }) => known.findIndex((fact) => fact.id === id)).filter((place) => place >= 0);
  return places.every((place, at) => at === 0 || place > (places[at - 1] ?? 0));
}
