import { expect, it } from "vitest";

import { placeOf, shortened, told, type FieldChange } from "./versions";

const before = { basics: { name: "Ada" }, work: [{ position: "Engineer", name: "Acme", highlights: ["One"] }] };
const after = {
  basics: { name: "Ada B." },
  work: [{ position: "Head", name: "Harbour" }, { position: "Engineer", name: "Acme", highlights: ["One", "Two"] }],
};

function change(pointer_before: string | null, pointer_after: string | null): FieldChange {
  return { kind: "changed", pointer_before, pointer_after, before: null, after: null, words: [] };
}

it("names a field by its section, its entry and its label", () => {
  expect(placeOf(change("/basics/name", "/basics/name"), before, after)).toEqual({ where: "Name and contact", what: "Name" });
  expect(placeOf(change(null, "/work/1/highlights/1"), before, after)).toEqual({ where: "Work, Engineer", what: "Point 2" });
  expect(placeOf(change(null, "/work/0"), before, after)).toEqual({ where: "Work", what: "Head" });
  expect(placeOf(change("/work/0", null), before, after)).toEqual({ where: "Work", what: "Engineer" });
  expect(placeOf(change(null, "/nowhere/2/deep"), before, after)).toEqual({ where: "Nowhere", what: "deep" });
});

it("tells an entry in one line", () => {
  expect(told({ name: "Acme", highlights: ["One", "Two"], endDate: null })).toBe("Acme, One; Two");
  const work = { endDate: "2022", highlights: ["Ran it"], name: "Acme", position: "Engineer", startDate: "2020" };
  expect(told(work)).toBe("Engineer, Acme, 2020, 2022, Ran it");
});

it("leaves out what is long and alike, and keeps the lines around a change", () => {
  const long = Array.from({ length: 20 }, (_, n) => `line ${n}`).join("\n");
  const parts = shortened([{ kind: "removed", text: "a" }, { kind: "same", text: long }, { kind: "added", text: "b" }]);
  expect(parts.map((part) => ("lines" in part ? part.lines : part.text))).toEqual(["a", "line 0\nline 1\n", 16, "line 18\nline 19", "b"]);
  expect(shortened([{ kind: "same", text: "one\ntwo" }])).toEqual([{ kind: "same", text: "one\ntwo" }]);
});
