/** How the weights of the score's parts come out. */
import type { PartWeight } from "@/api/shapes";

/** Part → how many times its usual weight. */
export type Times = Record<string, number>;

/** Part → percent of the score, where a posting gives ground for every part. All 0 where nothing counts. */
export function sharesOf(parts: PartWeight[], times: Times): Record<string, number> {
  const raw = parts.map(({ name, usual }) => usual * (times[name] ?? 1));
  const whole = raw.reduce((sum, each) => sum + each, 0);
  return Object.fromEntries(parts.map(({ name }, at) => [name, whole === 0 ? 0 : (100 * (raw[at] ?? 0)) / whole]));
}

/** What is kept: only the parts that do not count as usual, rounded as the sliders step. */
export function weightsOf(times: Times): Times {
  const rounded = Object.entries(times).map(([name, value]) => [name, Math.round(value * 10) / 10] as const);
  return Object.fromEntries(rounded.filter(([, value]) => value !== 1));
}
