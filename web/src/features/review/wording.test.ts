import { expect, it } from "vitest";

import type { Item, Profile } from "@/api/shapes";

import { wordingOf } from "./wording";

const fact = (text: string) => ({ id: text, text });
const line = (text: string, facts: string[], more: Partial<Item> = {}) => ({
  role: "line" as const, text, facts: facts.map(fact), original: null, changed: false, pointer: null, ...more,
});
const profile = {
  resume: { basics: { summary: "I build.  I run." } },
  facts: ["Python", "SQL", "Go"].map((text) => ({ ...fact(text), kind: "skill", pointer: "/skills/0" })) as Profile["facts"],
};

it("is word for word only where the words are the candidate's", () => {
  expect(wordingOf(line("Cut costs by 9 %", ["Cut costs  by 9 %"]))).toBe("word for word");
  expect(wordingOf(line("I build. I run.", ["I build.", "I run."], { pointer: "/basics/summary" }), profile)).toBe("word for word");
  expect(wordingOf(line("Led it", ["Led it"], { original: "Led it", changed: true }))).toBe("word for word");
});

it("says that facts were joined, moved or shortened", () => {
  const degree = "MSc in Computer Science, Nordhafen";
  expect(wordingOf(line(degree, [degree], { role: "entry" }))).toBe("your facts, joined");
  expect(wordingOf(line(`${degree} | Oct 2014`, [`${degree} | 2014-10`], { role: "entry" }))).toBe("your facts, joined");
  expect(wordingOf(line("Languages: Python, Go", ["Languages", "Python", "Go"]), profile)).toBe("your facts, joined");
  expect(wordingOf(line("Languages: Go, Python", ["Languages", "Go", "Python"]), profile)).toBe("your facts, in another order");
  expect(wordingOf(line("me.example", ["https://me.example"]))).toBe("your fact, shortened");
});

it("leaves to the comparison what a person changed", () => {
  expect(wordingOf(line("Led it all", ["Led it all"], { original: "Led it", changed: true }))).toBeNull();
  expect(wordingOf(line("Led it all", ["Led it all"], { changed: true }))).toBeNull();
});
