import { expect, it } from "vitest";

import type { Contribution, Match } from "@/api/shapes";

import { partName, plotInWords, plotOf, signed } from "./plot";

const part = (name: string, points: number, weight = Math.abs(points)): Contribution => ({ name, points, weight, value: 0.5, why: `${name}.` });
const rounded = (value: number) => Math.round(value * 100) / 100;

it("begins each bar where the one before it ended", () => {
  const { bars, sum, at } = plotOf([part("must", 30, 40), part("words", 20), part("own", -10)]);
  expect(bars.map(({ from, width, room }) => [from, width, room].map(rounded))).toEqual([
    [0, 30, 40],
    [30, 20, 20],
    [40, 10, 0],
  ]);
  expect(sum).toBe(40);
  expect(at(40)).toBe(40);
});

it("makes the axis longer where a sum on the way leaves it", () => {
  const { bars, at, step } = plotOf([part("must", 90), part("own", 35), part("held", -36)]);
  expect(at(125)).toBe(100);
  expect(bars.every(({ from, width }) => from >= 0 && from + width <= 100.001)).toBe(true);
  expect(step).toBe(20);
  const below = plotOf([part("must", 10), part("own", -60), part("words", 80)]);
  expect(below.at(-50)).toBe(0);
  expect(rounded(below.at(0))).toBe(33.33);
});

it("says how far a part is met, but not of what only corrects the others", () => {
  expect(plotOf([part("must", 30), part("own", -5), part("held", -1)]).bars.map(({ value }) => value)).toEqual([0.5, null, null]);
});

it("has nothing to draw for a score without parts", () => {
  expect(plotOf([])).toMatchObject({ bars: [], sum: 0 });
});

it("tells the plot in one sentence", () => {
  const band: Match["band"] = { low: 31, high: 58, certainty: "fairly sure" };
  const words = plotInWords({ score: 45, band, contributions: [part("must", 50), part("own", -5)] });
  expect(words).toBe("Score 45 of 100, fairly sure, likely between 31 and 58: Requirements +50.0, Your decisions −5.0.");
});

it("writes a sign before points, and none of minus nothing", () => {
  expect([signed(1.25), signed(-3), signed(-0.01), signed(0)]).toEqual(["+1.3", "−3.0", "+0.0", "+0.0"]);
});

it("has a name also for a part that it does not know", () => {
  expect(partName("commute_time")).toBe("Commute time");
});
