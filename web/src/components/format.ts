/** How figures, dates and places are written. */
import type { Posting, Salary } from "@/api/shapes";

/** The interface speaks English; dates and figures follow the reader's own kind of it. */
export const LOCALE = navigator.language.startsWith("en") ? navigator.language : "en-GB";

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000], ["month", 2_592_000], ["week", 604_800], ["day", 86_400], ["hour", 3_600], ["minute", 60],
];
const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" });
const whole = new Intl.NumberFormat(LOCALE);

/** "3 days ago", "in 5 hours", "just now". */
export function ago(when: string, now: number = Date.now()): string {
  const seconds = (Date.parse(when) - now) / 1000;
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit);
  }
  return "just now";
}

/** How long something has stood as it is: "since 3 days ago", or "just now". */
export function since(when: string, now: number = Date.now()): string {
  const passed = ago(when, now);
  return passed === "just now" ? passed : `since ${passed}`;
}

/** "14 Mar 2026, 09:30". */
export function moment(when: string): string {
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeStyle: "short" }).format(new Date(when));
}

/** "14 Mar 2026". */
export function day(when: string): string {
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium" }).format(new Date(when));
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${whole.format(n)} ${n === 1 ? one : many}`;
}

/** "€72,000 – €88,000 a year"; null when nothing is known. */
export function pay(salary: Salary | null | undefined): string | null {
  if (!salary) return null;
  const { minimum: low, maximum: high, period } = salary;
  const ends = [low, high].filter((end): end is number => end != null).map((end) => money(end, salary.currency));
  if (ends.length === 0) return salary.text ?? null;
  const range = [...new Set(ends)].join(" – ");
  const bound = low == null ? `up to ${range}` : high == null ? `from ${range}` : range;
  return period ? `${bound} ${period === "hour" ? "an" : "a"} ${period}` : bound;
}

/** What pay by the hour, day, week or month comes to in a year: "€114,400 – €124,800"; null where it is said for a year. */
export function yearlyPay(salary: Posting["salary"]): string | null {
  if (!salary || salary.period === "year") return null;
  const ends = [salary.yearly_minimum, salary.yearly_maximum].filter((end): end is number => end !== null);
  if (ends.length === 0) return null;
  return [...new Set(ends.map((end) => money(Math.round(end), salary.currency)))].join(" – ");
}

/** "€72K–€88K", for lists; null when nothing is known. */
export function shortPay(salary: Salary | null | undefined): string | null {
  if (!salary) return null;
  const { minimum, maximum, currency, period } = salary;
  const low = minimum ?? maximum;
  const high = maximum ?? minimum;
  if (low == null || high == null) return null;
  const compact = new Intl.NumberFormat(LOCALE, {
    notation: "compact", maximumFractionDigits: 1,
    ...(currency ? { style: "currency", currency, currencyDisplay: "narrowSymbol" } : {}),
  });
  const range = low === high ? compact.format(low) : compact.formatRange(low, high);
  const bound = minimum == null ? `≤ ${range}` : maximum == null ? `≥ ${range}` : range;
  return period && period !== "year" ? `${bound} / ${period}` : bound;
}

/** "3 h", "2 d", "4 w", "5 mo", for lists. */
export function age(when: string, now: number = Date.now()): string {
  const hours = Math.max(0, (now - Date.parse(when)) / 3_600_000);
  if (hours < 1) return "new";
  if (hours < 24) return `${Math.floor(hours)} h`;
  if (hours < 24 * 14) return `${Math.floor(hours / 24)} d`;
  return hours < 24 * 60 ? `${Math.floor(hours / 168)} w` : `${Math.floor(hours / 730)} mo`;
}

/** "$12.50"; below a dollar two telling digits: "$0.0034". */
export function dollars(amount: number): string {
  const small = amount !== 0 && Math.abs(amount) < 1;
  return new Intl.NumberFormat(LOCALE, {
    style: "currency", currency: "USD", currencyDisplay: "narrowSymbol",
    ...(small ? { minimumSignificantDigits: 2, maximumSignificantDigits: 2 } : {}),
  }).format(amount);
}

function money(amount: number, currency: string | null | undefined): string {
  const digits = Number.isInteger(amount) ? 0 : 2;
  if (!currency) return whole.format(amount);
  return new Intl.NumberFormat(LOCALE, {
    style: "currency", currency, currencyDisplay: "narrowSymbol", minimumFractionDigits: digits, maximumFractionDigits: digits,
  }).format(amount);
}

/** "Remote, Netherlands": the workplace before the place, unless the place says it already. */
export function workplaceAndPlace(workplace: string | null | undefined, locations: readonly string[]): string {
  const place = places(locations);
  const word = workplace ? WORKPLACES[workplace] : undefined;
  if (word === undefined || /remote|hybrid/i.test(place)) return place;
  return locations.length === 0 ? word : `${word}, ${place}`;
}

/** "Rotterdam, Netherlands + 2 more". */
export function places(locations: readonly string[]): string {
  const [first, ...rest] = locations;
  if (first === undefined) return "Place not given";
  return rest.length === 0 ? first : `${first} + ${rest.length} more`;
}

export const WORKPLACES: Record<string, string> = { remote: "Remote", hybrid: "Hybrid", onsite: "On site" };

/** "82 kB". */
export function size(bytes: number): string {
  return bytes < 1_000_000 ? `${whole.format(Math.max(1, Math.round(bytes / 1000)))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** The first characters of a fingerprint, enough to compare by eye. */
export function shortPrint(fingerprint: string): string {
  return fingerprint.slice(0, 12);
}

/** Offsets of the API count code points, JavaScript's count UTF-16 units: turn the first into the second. */
export function unitOffset(text: string, codePoints: number): number {
  let units = 0;
  for (let seen = 0; seen < codePoints && units < text.length; seen += 1) units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  return units;
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
