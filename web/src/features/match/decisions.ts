/** What the user may say of a posting, and what came of it, in words. */
import type { Label } from "@/api/shapes";

/** Why a posting is not for somebody, in the order of the menu. `known` says nothing of the posting and is not learnt from. */
export const REASONS: { value: string; label: string }[] = [
  { value: "work", label: "Another kind of work" },
  { value: "level", label: "Not my level" },
  { value: "skills", label: "Asks for other skills" },
  { value: "place", label: "The place" },
  { value: "pay", label: "The pay" },
  { value: "company", label: "The company" },
  { value: "known", label: "I know it already" },
];

export function reasonOf(reason: string | null): string | null {
  return REASONS.find(({ value }) => value === reason)?.label ?? reason;
}

/** What a label without a word of the user's own comes from. */
const SHOWN: Partial<Record<Label["kind"], string>> = {
  applied: "You applied, so it counts as one you like.",
  answered: "You applied and they answered, so it counts as one you like.",
  package_rejected: "You turned its package down, so it counts, by half, as one you do not like.",
  withdrawn: "You withdrew from it and said why, so it counts, by half, as one you do not like.",
};

/** One sentence about what the user did with the posting; null where their own word stands in the buttons already. */
export function shownBy(label: Label | null): string | null {
  return label === null ? null : (SHOWN[label.kind] ?? null);
}

export const KINDS: Record<string, string> = {
  shortlisted: "put on the shortlist",
  rejected: "not interested",
  applied: "applied",
  answered: "answered with an interview or an offer",
  package_rejected: "packages turned down",
  withdrawn: "withdrawn with a reason",
};
