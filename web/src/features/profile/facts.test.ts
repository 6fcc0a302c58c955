import { expect, test } from "vitest";

import { grouped, isHead, isStation, type FactLine } from "./facts";

const line = (pointer: string | null, text = "x"): FactLine => ({
  id: text, kind: "duty", text, origin: "own", pointer, about: null, about_text: null, since: null, until: null, said_at: null,
  withdrawn_at: null, why: "said", revision: 1, source: null, note: null,
});

test("facts stand under their section, in the order of their places, what is printed nowhere first", () => {
  const groups = grouped([line("/work/0", "a"), line("/skills/0/name", "s"), line("/work/10/highlights/0", "d"), line("/work/2", "c"), line(null, "n")]);
  expect(groups.map(({ title, lines }) => [title, lines.map(({ text }) => text)])).toEqual([
    ["Printed nowhere", ["n"]],
    ["Positions", ["a", "c", "d"]],
    ["Skills", ["s"]],
  ]);
});

test("an entry's first line is a head; a position, a study or a project can have further facts", () => {
  expect([isHead(line("/work/0")), isHead(line("/languages/1")), isHead(line("/work/0/highlights/1"))]).toEqual([true, true, false]);
  expect([isStation(line("/projects/3")), isStation(line("/languages/1")), isStation(line(null))]).toEqual([true, false, false]);
});
