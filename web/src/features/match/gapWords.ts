/** How gaps are told. */
import type { Gap, Gaps } from "@/api/shapes";
import { count } from "@/components/format";

import type { Way } from "./gapSearch";

export const KINDS: readonly { kind: Gap["kind"]; heading: string }[] = [
  { kind: "skill", heading: "Skills" },
  { kind: "certificate", heading: "Certificates" },
  { kind: "language", heading: "Languages" },
  { kind: "years", heading: "Years of experience" },
  { kind: "degree", heading: "Degrees" },
];

export const WAY_WORDS: Record<Way, string> = {
  shortlisted: "Shortlisted",
  applied: "You applied",
  saved: "In a saved search",
  scored: "Scores well",
};

const REACHED: Record<number, string> = { 50: "50 (worth a look)", 70: "70", 90: "90 (strong)" };

/** "asked for by 8 of 14: 5 demand it, 2 are met partly". */
export function asked({ postings, must, partly }: Gap, of: number): string {
  const parts = [must === postings ? (must === 1 ? "a must" : "a must in all") : must > 0 ? `a must in ${must}` : "nice to have"];
  if (partly > 0) parts.push(partly === postings ? "you meet it partly" : `met partly in ${partly}`);
  return `Asked for by ${postings} of ${of}: ${parts.join(", ")}.`;
}

/** What having it would do to the scores; null where it was not worked out. */
export function effect({ effect: done }: Gap): { points: string; rises: string[] } | null {
  if (done === null) return null;
  const points = done.mean_points === 0 ? "no more points" : `${done.mean_points > 0 ? "+" : ""}${done.mean_points} ${Math.abs(done.mean_points) === 1 ? "point" : "points"}`;
  const rises = done.over
    .filter(({ postings }) => postings > 0)
    .map(({ threshold, postings }) => `${postings} would rise to ${REACHED[threshold] ?? threshold} or more`);
  return { points: done.scored === 1 || done.mean_points === 0 ? points : `${points} on average`, rises };
}

/** "3 you applied to, 11 that score well". */
export function likedWords({ liked }: Gaps, least: number): string {
  const words: Record<Way, (n: number) => string> = {
    shortlisted: (n) => `${n} shortlisted`,
    applied: (n) => `${n} you applied to`,
    saved: (n) => `${n} from your saved searches`,
    scored: (n) => `${n} that ${n === 1 ? "scores" : "score"} ${least} or more`,
  };
  return (Object.keys(words) as Way[])
    .filter((way) => (liked[way] ?? 0) > 0)
    .map((way) => words[way](liked[way] ?? 0))
    .join(", ");
}

export function lookedAt(n: number): string {
  return `${count(n, "posting")} that you like`;
}
