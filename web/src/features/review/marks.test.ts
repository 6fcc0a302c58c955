import { expect, it } from "vitest";

import { stretches } from "./marks";

const claim = (text: string, start: number) => ({ kind: "number", text, why: "", start, end: start + text.length });
const shown = (text: string, checked: string | null, ...claims: ReturnType<typeof claim>[]) =>
  stretches(text, checked, claims).map(({ text: words, claim: found }) => (found ? `[${words}]` : words));

it("marks each claim where it stands, the second of two alike as well", () => {
  expect(shown("Led 9 of 9 people", "Led 9 of 9 people", claim("9", 9), claim("9", 4))).toEqual(["Led ", "[9]", " of ", "[9]", " people"]);
});

it("counts an emoji before it as one letter", () => {
  expect(shown("🚀 Led 9", "🚀 Led 9", claim("9", 6))).toEqual(["🚀 Led ", "[9]"]);
});

it("follows the words while more is typed, and loses the mark with them", () => {
  expect(shown("Now led 9 people", "Led 9 people", claim("9", 4))).toEqual(["Now led ", "[9]", " people"]);
  expect(shown("Now led people", "Led 9 people", claim("9", 4))).toEqual(["Now led people"]);
});

it("never loses or doubles a letter, whatever claims overlap", () => {
  const claims = [claim("team of 9", 4), claim("9", 12), claim("of", 9)];
  expect(stretches("Led team of 9", "Led team of 9", claims).map(({ text }) => text).join("")).toBe("Led team of 9");
});
