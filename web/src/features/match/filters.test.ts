import { describe, expect, it } from "vitest";

import { chipsOf, inWords, labelOf } from "./facets";
import { cleared, filtersOf, isFiltered, postingSearch, searchOf, sortOf, toFilters, toggled } from "./filters";

const given = (search: object) => JSON.parse(JSON.stringify(search)) as object;

describe("the address bar", () => {
  it("is read, and what is not understood is left out", () => {
    const read = postingSearch({ q: " python ", min: "75", remote: "true", status: "gone", sort: "newest", level: "senior", country: ["DE", "DE", 7, {}] });
    expect(given(read)).toEqual({ q: "python", min_score: 75, remote: true, sort: "newest", level: ["senior"], country: ["DE", "7"] });
    expect(given(postingSearch({ q: 2024, min_score: "high", min_salary: -1, currency: "euro", visa: "maybe", level: [] }))).toEqual({ q: "2024" });
  });
  it("holds no more values than the API takes", () => {
    expect(postingSearch({ employer: Array.from({ length: 10_000 }, (_, at) => `Company ${at}`) }).employer).toHaveLength(50);
  });
  it("comes back as it was saved", () => {
    const search = postingSearch({ q: "go", level: ["senior"], min_salary: 50_000, currency: "EUR", status: "all" });
    expect(given(searchOf(filtersOf(search)))).toEqual(given(search));
  });
});

it("asks for open postings, the best score first; with words the best match", () => {
  expect(toFilters({})).toMatchObject({ status: "open", sort: "score" });
  expect(toFilters({ q: "go" })).toMatchObject({ sort: "relevance" });
  expect(toFilters({ status: "all", min_score: 90 })).toMatchObject({ status: "all", min_score: 90 });
  expect(sortOf({ sort: "relevance" })).toBe("score");
});

it("finds the shortlist again, which stands in a field of its own and is no chip", () => {
  const search = postingSearch({ decided: "shortlisted", level: "senior" });
  expect(toFilters(search)).toMatchObject({ decided: "shortlisted", level: ["senior"] });
  expect(postingSearch({ decided: "perhaps" }).decided).toBeUndefined();
  expect(chipsOf(search).map(({ label }) => label)).toEqual(["Senior"]);
  expect(inWords(search)).toBe("Shortlist, Senior");
  expect(cleared(search)).toEqual({ decided: undefined, level: undefined });
});

it("does not take an order for a filter", () => {
  expect(isFiltered({ sort: "newest" })).toBe(false);
  expect(isFiltered({ remote: true })).toBe(true);
  expect(cleared({ sort: "newest", q: "go", level: ["senior"] })).toEqual({ q: undefined, level: undefined });
});

it("adds and takes away one value of several", () => {
  expect(toggled({ level: ["senior"] }, "level", "staff")).toEqual({ level: ["senior", "staff"] });
  expect(toggled({ level: ["senior"] }, "level", "senior")).toEqual({ level: undefined });
});

describe("a chip", () => {
  it("stands for one value and takes only that away", () => {
    const chips = chipsOf({ country: ["DE", "FR"], q: "go", sort: "newest" });
    expect(chips.map(({ kind, label }) => `${kind}: ${label}`)).toEqual(["Country: Germany", "Country: France"]);
    expect(chips[0]?.without).toEqual({ country: ["FR"] });
  });
  it("takes the currency away with the pay", () => {
    const chips = chipsOf({ min_salary: 75_000, currency: "EUR" });
    expect(chips.map(({ label }) => label)).toEqual(["EUR 75,000 or more"]);
    expect(chips[0]?.without).toEqual({ min_salary: undefined, currency: undefined });
  });
});

it("says what a search is for", () => {
  expect(inWords({ q: "go", level: ["vice president"], min_score: 75, visa: "yes" })).toBe("go, Vice president, Score 75 or more, Visa: sponsored");
  expect(inWords({})).toBe("Every open posting");
});

it("has a word for every value, also for one it does not know", () => {
  expect(labelOf("country", "??")).toBe("??");
  expect(labelOf("function", "it")).toBe("IT");
  expect(labelOf("published_within", "7")).toBe("Last week");
  expect(labelOf("published_within", "30")).toBe("Last 30 days");
  expect(labelOf("workplace", "onsite")).toBe("On site");
});
