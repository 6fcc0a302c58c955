/** The filters of the postings as they stand in the address bar, so that a view can be kept and shared. */
import type { PostingFilters } from "@/api/queries";
import type { SavedFilters } from "@/api/shapes";

/** Filters that take several values; any of them will do. */
export const LISTS = ["workplace", "country", "city", "level", "function", "employment_type", "employer", "language"] as const;
export type ListFilter = (typeof LISTS)[number];

const WORDS = ["q", "location", "company", "board", "currency"] as const;
const VISAS = ["yes", "no", "unsaid"] as const;
const DECISIONS = ["strong", "review", "weak", "filtered"] as const;
const STATUSES = ["closed", "all"] as const;
const DECIDED = ["shortlisted", "rejected", "undecided"] as const;
const SORTS = ["relevance", "score", "newest"] as const;
const MOST_VALUES = 50;

export type PostingSearch = { [name in ListFilter]?: string[] } & { [name in (typeof WORDS)[number]]?: string } & {
  remote?: true;
  visa?: (typeof VISAS)[number];
  decision?: (typeof DECISIONS)[number];
  decided?: (typeof DECIDED)[number];
  min_salary?: number;
  min_score?: number;
  published_within?: number;
  status?: (typeof STATUSES)[number];
  sort?: (typeof SORTS)[number];
};

/** What narrows the list, each by its name. */
export type FilterName = Exclude<keyof PostingSearch, "sort">;

/** Read the address bar; what is not understood is left out. */
export function postingSearch(search: Record<string, unknown>): PostingSearch {
  const read: PostingSearch = {
    remote: search.remote === true || search.remote === "true" ? true : undefined,
    visa: oneOf(VISAS, search.visa),
    decision: oneOf(DECISIONS, search.decision),
    decided: oneOf(DECIDED, search.decided),
    min_salary: figure(search.min_salary, 1_000_000_000),
    // `min` is what links of earlier releases say.
    min_score: figure(search.min_score ?? search.min, 100),
    published_within: figure(search.published_within, 36_500),
    status: oneOf(STATUSES, search.status),
    sort: oneOf(SORTS, search.sort),
  };
  for (const name of WORDS) read[name] = words(search[name], name === "q" ? 2_000 : 200);
  if (!/^[a-z]{3}$/i.test(read.currency ?? "")) read.currency = undefined;
  for (const name of LISTS) read[name] = several(search[name]);
  return read;
}

/** The filters alone, as the API takes them; they are also what is saved. */
export function filtersOf(search: PostingSearch): SavedFilters {
  const given = Object.fromEntries(namesOf(search).map((name) => [name, search[name]]));
  return { ...(given as Omit<PostingSearch, "sort">), status: search.status ?? "open" };
}

export function toFilters(search: PostingSearch): PostingFilters {
  return { ...filtersOf(search), sort: sortOf(search) };
}

/** The order the list is in: the best match for words, else the highest score, unless asked for otherwise. */
export function sortOf({ q, sort }: PostingSearch): "relevance" | "score" | "newest" {
  if (sort === undefined || (sort === "relevance" && q === undefined)) return q === undefined ? "score" : "relevance";
  return sort;
}

/** A saved search as an address. */
export function searchOf(filters: SavedFilters): PostingSearch {
  return postingSearch({ ...filters });
}

export function isFiltered(search: PostingSearch): boolean {
  return namesOf(search).length > 0;
}

/** The filters that are set. */
export function namesOf(search: PostingSearch): FilterName[] {
  return (Object.keys(search) as (keyof PostingSearch)[]).filter(
    (name): name is FilterName => name !== "sort" && search[name] !== undefined,
  );
}

/** The change that adds a value of a filter that takes several, or takes it away. */
export function toggled(search: PostingSearch, name: ListFilter, value: string): PostingSearch {
  const before = search[name] ?? [];
  const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
  return { [name]: after.length > 0 ? after : undefined };
}

/** The change that takes every filter away; the order stays. */
export function cleared(search: PostingSearch): PostingSearch {
  return Object.fromEntries(namesOf(search).map((name) => [name, undefined]));
}

function words(value: unknown, longest: number): string | undefined {
  // The router reads `q=2024` as a number.
  const text = typeof value === "string" || typeof value === "number" ? String(value).trim().slice(0, longest) : "";
  return text === "" ? undefined : text;
}

function several(value: unknown): string[] | undefined {
  const given: unknown[] = Array.isArray(value) ? value : [value];
  const values = new Set(given.map((one) => words(one, 200)).filter((one) => one !== undefined));
  return values.size === 0 ? undefined : [...values].slice(0, MOST_VALUES);
}

function figure(value: unknown, most: number): number | undefined {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 && number <= most ? number : undefined;
}

function oneOf<T extends string>(values: readonly T[], value: unknown): T | undefined {
  return values.find((one) => one === value);
}
