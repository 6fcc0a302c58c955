/** Where the bars of the score's parts stand: each begins where the one before it ended, so that the last ends at the score. */
import type { Contribution, Match } from "@/api/shapes";

export interface Bar {
  name: string;
  points: number;
  why: string;
  /** How far the part is met, 0 to 1; null for what only corrects the others. */
  value: number | null;
  /** In percent of the axis, from its left end. */
  from: number;
  width: number;
  /** What the part could have brought at most, drawn paler; 0 where it took away. */
  room: number;
}

export interface Plot {
  bars: Bar[];
  /** Percent of the axis at which a score of so many points stands. */
  at: (points: number) => number;
  /** How far apart the lines of every 25 points are, in percent of what lies right of 0. */
  step: number;
  /** The sum of all parts, before it was bounded. */
  sum: number;
}

/** What the user's decisions changed, and what a bound took away. */
const CORRECTING = ["own", "held"];

/** The axis goes from 0 to 100, further where a sum on the way does. */
export function plotOf(parts: Contribution[]): Plot {
  const ends = running(parts.map(({ points }) => points));
  const low = Math.min(0, ...ends);
  const high = Math.max(100, ...ends);
  const at = (points: number) => (100 * (points - low)) / (high - low);
  const bars = parts.map(({ name, points, weight, why, value }, index): Bar => {
    const begin = ends[index] ?? 0;
    const end = begin + points;
    const left = Math.min(begin, end);
    const most = points > 0 ? Math.min(high, begin + Math.max(points, weight)) : left;
    return { name, points, why, value: CORRECTING.includes(name) ? null : value, from: at(left), width: at(Math.max(begin, end)) - at(left), room: Math.max(0, at(most) - at(left)) };
  });
  return { bars, at, step: 2500 / high, sum: ends[ends.length - 1] ?? 0 };
}

/** 0, and the sum after each. */
function running(points: number[]): number[] {
  const ends = [0];
  for (const each of points) ends.push((ends[ends.length - 1] ?? 0) + each);
  return ends;
}

const PARTS: Record<string, string> = {
  must: "Requirements",
  nice: "Nice to have",
  duties: "Duties",
  skills: "Main subject",
  title: "Title",
  level: "Level",
  words: "Words",
  reach: "Your side",
  wishes: "Your wishes",
  own: "Your decisions",
  held: "Held",
};

/** What each part is, for who gives it more or less weight. */
export const MEANING: Record<string, string> = {
  must: "What they require of you and your résumé shows",
  nice: "What they would like on top of it",
  duties: "Work that resembles what you have done",
  skills: "What the job is mainly about, beside what you have mainly done",
  title: "Their title beside yours",
  level: "Their level beside yours",
  words: "Likeness of the two texts",
  reach: "How much of your résumé the posting speaks of",
  wishes: "Titles, place, workplace and pay that you named in your profile",
};

/** A part of the score as people call it. */
export function partName(name: string): string {
  const known = PARTS[name] ?? name.replaceAll("_", " ");
  return known.charAt(0).toUpperCase() + known.slice(1);
}

export function signed(points: number): string {
  const text = Math.abs(points).toFixed(1);
  return points < 0 && text !== "0.0" ? `−${text}` : `+${text}`;
}

export function bandInWords({ low, high, certainty }: Match["band"]): string {
  return `${certainty}, likely between ${low} and ${high}`;
}

/** The plot in one sentence, for those who do not see it. */
export function plotInWords({ score, contributions, band }: Pick<Match, "score" | "contributions" | "band">): string {
  const parts = contributions.map(({ name, points }) => `${partName(name)} ${signed(points)}`);
  return `Score ${score} of 100, ${bandInWords(band)}: ${parts.join(", ")}.`;
}
