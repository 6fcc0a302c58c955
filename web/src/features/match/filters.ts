/** The filters of the postings as they stand in the address bar, so that a view can be kept and shared. */
import type { PostingFilters } from "@/api/queries";

export interface PostingSearch {
  q?: string;
  location?: string;
  remote?: true;
  min?: number;
  status?: "closed" | "all";
  sort?: "newest";
}

/** Read the address bar; what is not understood is left out. */
export function postingSearch(search: Record<string, unknown>): PostingSearch {
  const min = Number(search.min);
  return {
    q: words(search.q),
    location: words(search.location),
    remote: search.remote === true || search.remote === "true" ? true : undefined,
    min: Number.isInteger(min) && min > 0 && min <= 100 ? min : undefined,
    status: search.status === "closed" || search.status === "all" ? search.status : undefined,
    sort: search.sort === "newest" ? "newest" : undefined,
  };
}

export function toFilters({ q, location, remote, min, status, sort }: PostingSearch): PostingFilters {
  return { q, location, remote, min_score: min, status: status ?? "open", sort: sort ?? "score" };
}

export function isFiltered({ q, location, remote, min, status }: PostingSearch): boolean {
  return [q, location, remote, min, status].some((value) => value !== undefined);
}

function words(value: unknown): string | undefined {
  // The router reads `q=2024` as a number.
  const text = typeof value === "string" || typeof value === "number" ? String(value).trim().slice(0, 200) : "";
  return text === "" ? undefined : text;
}
