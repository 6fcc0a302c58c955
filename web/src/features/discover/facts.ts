/** What the text says of a job, in a few words each. */
import type { Fact, Posting } from "@/api/shapes";
import { LOCALE } from "@/components/format";
import { LEVELS, labelOf } from "@/features/match/facets";

const languages = new Intl.DisplayNames(LOCALE, { type: "language" });

const DEGREES: Record<string, string> = {
  school: "School leaving certificate", vocational: "Vocational training", associate: "Associate degree", bachelor: "Bachelor’s degree",
  master: "Master’s degree", doctorate: "Doctorate",
};

export interface FactChip {
  key: string;
  label: string;
  /** Where the text says so, in code points; null for what a field of the board says. */
  range: { start: number; end: number } | null;
}

/** The facts of a posting for a row of chips: its fields first, then what its text says. */
export function factChips(posting: Pick<Posting, "level" | "function" | "employment_type" | "facts">): FactChip[] {
  const fields: FactChip[] = [];
  if (posting.level !== null) fields.push({ key: "level", label: labelOf("level", posting.level), range: null });
  if (posting.function !== null) fields.push({ key: "function", label: labelOf("function", posting.function), range: null });
  if (posting.employment_type !== null) fields.push({ key: "employment", label: labelOf("employment_type", posting.employment_type), range: null });
  const seen = new Set(fields.map(({ label }) => label));
  for (const fact of posting.facts) {
    const words = wordsOf(fact);
    const label = fact.wished ? `${words} (a plus)` : words;
    if (seen.has(label)) continue;
    seen.add(label);
    fields.push({ key: `${fact.name}-${fact.start}`, label, range: { start: fact.start, end: fact.end } });
  }
  return fields;
}

export function wordsOf({ name, stated, value, level }: Fact): string {
  switch (name) {
    case "years":
      if (!stated) return "No experience needed";
      return `${value ?? "Some"}+ ${value === 1 ? "year" : "years"} of experience`;
    case "degree":
      return stated ? (DEGREES[String(value)] ?? "A degree") : "No degree needed";
    case "visa_sponsorship":
      return stated ? "Visa sponsored" : "No visa sponsorship";
    case "work_authorisation":
      return stated ? "Right to work needed" : "Right to work not needed before";
    case "security_clearance":
      return stated ? "Security clearance needed" : "No security clearance needed";
    case "language": {
      const language = named(String(value ?? ""));
      return stated ? [language, level].filter(Boolean).join(", ") : `${language} not needed`;
    }
    // "seniority"
    default:
      return LEVELS[String(value)] ?? capital(String(value ?? ""));
  }
}

function named(code: string): string {
  try {
    return languages.of(code) ?? code;
  } catch {
    return code;
  }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
