/** Where in a text the claims stand that no fact supports. */

export interface Claim {
  kind: string;
  text: string;
  why: string;
  start: number;
  end: number;
}

export interface Stretch {
  text: string;
  claim: Claim | null;
}

/**
 * The text cut at the claims, in order. Their places count code points of the text that was checked; where it was typed on
 * since, a claim is looked for by its words, and left away when they are gone.
 */
export function stretches(text: string, checked: string | null, claims: Claim[]): Stretch[] {
  const places = claims
    .map((claim) => ({ claim, ...(text === checked ? units(text, claim) : found(text, claim.text)) }))
    .filter(({ start, end }) => start >= 0 && end > start)
    .sort((one, other) => one.start - other.start);
  const cut: Stretch[] = [];
  let at = 0;
  for (const { claim, start, end } of places) {
    if (start < at) continue;
    if (start > at) cut.push({ text: text.slice(at, start), claim: null });
    cut.push({ text: text.slice(start, end), claim });
    at = end;
  }
  if (at < text.length) cut.push({ text: text.slice(at), claim: null });
  return cut;
}

/** Code points as the units that strings are counted in: an emoji is one of the first and two of the second. */
function units(text: string, { start, end }: Claim): { start: number; end: number } {
  const letters = Array.from(text);
  const before = letters.slice(0, start).join("").length;
  return { start: before, end: before + letters.slice(start, end).join("").length };
}

function found(text: string, words: string): { start: number; end: number } {
  const start = text.indexOf(words);
  return { start, end: start + words.length };
}
