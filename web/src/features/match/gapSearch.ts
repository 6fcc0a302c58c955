/** Which postings count as liked, as it stands in the address bar. */
import type { GapsAsked } from "@/api/queries";

export const WAYS = ["shortlisted", "applied", "saved", "scored"] as const;
export type Way = (typeof WAYS)[number];
export const LEAST_SCORE = 50;

export interface GapSearch {
  liked?: Way[];
  query?: string;
  min_score?: number;
}

/** Read the address bar; what is not understood is left out, and what is usual is not said. */
export function gapSearch(search: Record<string, unknown>): GapSearch {
  const given: unknown[] = Array.isArray(search.liked) ? search.liked : [search.liked];
  const liked = WAYS.filter((way) => given.includes(way));
  const words = typeof search.query === "string" || typeof search.query === "number" ? String(search.query).trim().slice(0, 200) : "";
  const least = Number(search.min_score);
  return {
    liked: liked.length === 0 || liked.length === WAYS.length ? undefined : liked,
    query: words === "" ? undefined : words,
    min_score: search.min_score !== undefined && Number.isInteger(least) && least >= 0 && least <= 100 && least !== LEAST_SCORE ? least : undefined,
  };
}

export function toAsked({ liked, query, min_score }: GapSearch): GapsAsked {
  return { liked, query, min_score };
}
