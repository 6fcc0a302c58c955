import { expect, it } from "vitest";

import { sharesOf, weightsOf } from "./weights";

const PARTS = [
  { name: "must", usual: 60, times: 1 },
  { name: "words", usual: 40, times: 1 },
];

it("shows how much of the score each part is", () => {
  expect(sharesOf(PARTS, {})).toEqual({ must: 60, words: 40 });
  expect(sharesOf(PARTS, { must: 2 })).toEqual({ must: 75, words: 25 });
  expect(sharesOf(PARTS, { must: 0 })).toEqual({ must: 0, words: 100 });
  expect(sharesOf(PARTS, { must: 0, words: 0 })).toEqual({ must: 0, words: 0 });
});

it("keeps only what is not as usual", () => {
  expect(weightsOf({ must: 1, words: 1.2000000000000002, title: 0 })).toEqual({ words: 1.2, title: 0 });
  expect(weightsOf({ must: 1.0000000001 })).toEqual({});
});
