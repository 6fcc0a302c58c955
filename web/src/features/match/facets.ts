/** What one can filter by, and how each value is called. */
import { capital, count, LOCALE, WORKPLACES } from "@/components/format";

import { LISTS, namesOf, type FilterName, type ListFilter, type PostingSearch } from "./filters";

const regions = new Intl.DisplayNames(LOCALE, { type: "region" });
const languages = new Intl.DisplayNames(LOCALE, { type: "language" });
const whole = new Intl.NumberFormat(LOCALE);

export interface Facet {
  name: FilterName;
  title: string;
  /** Shown open before anybody chose anything. */
  open?: boolean;
}

/** In the order in which they are shown. */
export const FACETS: readonly Facet[] = [
  { name: "workplace", title: "Workplace", open: true },
  { name: "country", title: "Country", open: true },
  { name: "city", title: "City", open: true },
  { name: "level", title: "Level", open: true },
  { name: "function", title: "Function" },
  { name: "employment_type", title: "Employment" },
  { name: "employer", title: "Company" },
  { name: "min_salary", title: "Pay a year" },
  { name: "min_score", title: "Score" },
  { name: "published_within", title: "Age" },
  { name: "language", title: "Language of the text" },
  { name: "visa", title: "Visa" },
  { name: "board", title: "Board" },
];

export const LEVELS: Record<string, string> = { intern: "Internship", mid: "Mid-level", entry: "Entry level", "vice president": "Vice president" };
const FUNCTIONS: Record<string, string> = { it: "IT", people: "People and recruiting" };
const BOARDS: Record<string, string> = {
  smartrecruiters: "SmartRecruiters", bamboohr: "BambooHR", jazzhr: "JazzHR", icims: "iCIMS", captured: "Added by hand",
  intake: "Sent by a program", jobposting: "Company page",
};
export const VISAS: Record<string, string> = { yes: "Sponsored", no: "Not sponsored", unsaid: "Not said" };
const DECISIONS: Record<string, string> = { strong: "Strong match", review: "Worth a look", weak: "Weak match", filtered: "Ruled out" };
export const DECIDED = { undecided: "To decide", shortlisted: "Shortlist", rejected: "Not interested" } as const;
const STATUSES: Record<string, string> = { closed: "Closed", all: "Open and closed" };
const DAYS: Record<string, string> = { 1: "Last day", 7: "Last week", 14: "Last two weeks" };

/** A value as people say it. `currency` is what pay is in. */
export function labelOf(name: FilterName, value: string, currency?: string | null): string {
  switch (name) {
    case "country":
      return displayed(regions, value.toUpperCase());
    case "language":
    case "currency":
      return name === "language" ? displayed(languages, value) : value.toUpperCase();
    case "workplace":
      return WORKPLACES[value] ?? capital(value);
    case "level":
      return LEVELS[value] ?? capital(value);
    case "function":
      return FUNCTIONS[value] ?? capital(value);
    case "employment_type":
      return capital(value);
    case "board":
      return BOARDS[value] ?? capital(value);
    case "visa":
      return VISAS[value] ?? value;
    case "decision":
      return DECISIONS[value] ?? value;
    case "decided":
      return value in DECIDED ? DECIDED[value as keyof typeof DECIDED] : value;
    case "status":
      return STATUSES[value] ?? value;
    case "min_score":
      return `${value} or more`;
    case "published_within":
      return DAYS[value] ?? `Last ${count(Number(value), "day")}`;
    case "min_salary":
      return `${[currency?.toUpperCase(), whole.format(Number(value))].filter(Boolean).join(" ")} or more`;
    default:
      return value;
  }
}

export interface Chip {
  key: string;
  /** What kind of filter it is: "Country". */
  kind: string;
  label: string;
  /** What to change so that it is gone. */
  without: PostingSearch;
}

const KINDS: Partial<Record<FilterName, string>> = {
  location: "Place", company: "Company", remote: "Workplace", decision: "Match", decided: "Your word", status: "Status", currency: "Currency",
};

/** The filters that are set, each to be taken away by itself. The words and what was decided stand in fields of their own. */
export function chipsOf(search: PostingSearch): Chip[] {
  return namesOf(search).filter((name) => name !== "q" && name !== "decided").flatMap((name): Chip[] => {
    const kind = KINDS[name] ?? FACETS.find((facet) => facet.name === name)?.title ?? name;
    if (isList(name)) {
      const values = search[name] ?? [];
      return values.map((value) => {
        const left = values.filter((one) => one !== value);
        return { key: `${name}:${value}`, kind, label: labelOf(name, value), without: { [name]: left.length > 0 ? left : undefined } };
      });
    }
    // The currency belongs to the pay that is asked for.
    if (name === "currency" && search.min_salary !== undefined) return [];
    const without: PostingSearch = name === "min_salary" ? { min_salary: undefined, currency: undefined } : { [name]: undefined };
    return [{ key: name, kind, label: singleLabel(name, search), without }];
  });
}

/** A search in words: "python, Remote, Senior". */
export function inWords(search: PostingSearch): string {
  const word = search.decided && DECIDED[search.decided];
  const words = [search.q, word, ...chipsOf(search).map(({ label }) => label)].filter((word) => word !== undefined);
  return words.length > 0 ? words.join(", ") : "Every open posting";
}

export function isList(name: FilterName): name is ListFilter {
  return (LISTS as readonly string[]).includes(name);
}

function singleLabel(name: FilterName, search: PostingSearch): string {
  if (name === "remote") return "Remote";
  if (name === "min_score") return `Score ${search.min_score} or more`;
  if (name === "visa") return `Visa: ${(VISAS[search.visa ?? ""] ?? "").toLowerCase()}`;
  return labelOf(name, String(search[name]), search.currency);
}

function displayed(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
