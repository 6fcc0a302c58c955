import { describe, expect, it } from "vitest";

import type { Fact, Twin } from "@/api/shapes";

import { toCapture } from "./capture";
import { factChips, wordsOf } from "./facts";
import { grouped, strengthOf } from "./words";

const form = (fields: Record<string, string>) => toCapture((name) => fields[name] ?? "");

describe("a posting that is brought by hand", () => {
  it("needs an address or a text", () => {
    expect(form({ title: "Baker" })).toBeNull();
    expect(form({ url: " example.org/jobs/1 " })).toMatchObject({ url: "https://example.org/jobs/1" });
  });
  it("is a page when it looks like HTML, and a text otherwise", () => {
    expect(form({ content: "<!DOCTYPE html><p>Baker" })).toMatchObject({ html: "<!DOCTYPE html><p>Baker" });
    expect(form({ content: "<3 baking? Baker wanted" })).toMatchObject({ text: "<3 baking? Baker wanted" });
  });
});

describe("a fact", () => {
  const fact = (name: Fact["name"], value: Fact["value"] = null, more: Partial<Fact> = {}): Fact => ({
    name, value, stated: true, level: null, wished: false, start: 0, end: 1, ...more,
  });
  it.each([
    [fact("years", 5), "5+ years of experience"],
    [fact("years", 1), "1+ year of experience"],
    [fact("degree", "master"), "Master’s degree"],
    [fact("degree", null, { stated: false }), "No degree needed"],
    [fact("visa_sponsorship", null, { stated: false }), "No visa sponsorship"],
    [fact("security_clearance"), "Security clearance needed"],
    [fact("language", "de", { level: "fluent" }), "German, fluent"],
    [fact("seniority", "senior"), "Senior"],
  ])("is a few words", (given, words) => {
    expect(wordsOf(given)).toBe(words);
  });
  it("stands once, says what is only wished for, and where it is said", () => {
    const facts = [fact("degree", "master", { wished: true, start: 3, end: 9 }), fact("seniority", "senior"), fact("language", "de"), fact("language", "de", { start: 8 })];
    const chips = factChips({ level: "senior", function: "it", employment_type: null, facts });
    expect(chips.map(({ label }) => label)).toEqual(["Senior", "IT", "Master’s degree (a plus)", "German"]);
    expect(chips.map(({ range }) => range?.start ?? null)).toEqual([null, null, 3, 0]);
  });
});

describe("links to other postings", () => {
  const twin = (kind: string, id: string) => ({ kind, id }) as Twin;
  it("stand by their kind, what was merged first, and none is left out", () => {
    const groups = grouped([twin("opening", "1"), twin("same", "2"), twin("of a later release", "3"), twin("opening", "4")]);
    expect(groups.map(({ kind, twins }) => [kind, twins.length])).toEqual([["same", 1], ["opening", 2], ["of a later release", 1]]);
  });
  it("say how much each sign means in a word", () => {
    expect([1, 0.95, 0.9, 0.5, 0.2, 0].map((strength) => strengthOf({ strength }))).toEqual(["decisive", "decisive", "strong", "strong", "weak", null]);
  });
});
