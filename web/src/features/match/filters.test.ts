import { expect, it } from "vitest";

import { isFiltered, postingSearch, toFilters } from "./filters";

it("reads the address bar, and leaves out what it does not understand", () => {
  expect(postingSearch({ q: " python ", min: "75", remote: "true", status: "gone", sort: "newest" })).toEqual({
    q: "python", min: 75, remote: true, location: undefined, status: undefined, sort: "newest",
  });
  expect(postingSearch({ q: 2024, min: "high" })).toMatchObject({ q: "2024", min: undefined });
});

it("asks for open postings, best first, unless told otherwise", () => {
  expect(toFilters({})).toMatchObject({ status: "open", sort: "score" });
  expect(toFilters({ status: "all", min: 90 })).toMatchObject({ status: "all", min_score: 90 });
});

it("does not take an order for a filter", () => {
  expect(isFiltered({ sort: "newest" })).toBe(false);
  expect(isFiltered({ remote: true })).toBe(true);
});
