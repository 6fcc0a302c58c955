import { expect, it } from "vitest";

import { fieldOf, sectionsOf, sourceOf, surenessOf, typedValue, unsureOf } from "./fields";

const resume = {
  basics: { name: "Ilse Vermeer", summary: "Builds things." },
  work: [{ position: "Engineer", name: "Havenlijn", startDate: "2021-03", highlights: ["Cut a report.", "Mentored two."] }],
  skills: [{ name: "Languages", keywords: ["Python", "SQL"] }],
};
const rows = sectionsOf(resume).flatMap(({ entries }) => entries.flatMap(({ fields }) => fields));

it("gives every value its JSON pointer", () => {
  const values = Object.fromEntries(rows.map(({ pointer, value }) => [pointer, value]));
  expect(values).toMatchObject({
    "/basics/name": "Ilse Vermeer",
    "/work/0/startDate": "2021-03",
    "/work/0/highlights/1": "Mentored two.",
    "/skills/0/keywords": "Python, SQL",
  });
});

it("has a place for one more point, and does not show a removed one", () => {
  const [entry] = sectionsOf({ work: [{ position: "Engineer", highlights: ["Kept.", ""] }] })[1]?.entries ?? [];
  const shown = entry?.fields.filter(({ pointer }) => pointer.includes("highlights")).map(({ pointer, value }) => [pointer, value]);
  expect(shown).toEqual([["/work/0/highlights/0", "Kept."], ["/work/0/highlights/2", ""]]);
});

it("offers the contact fields even when they were not found, and leaves empty sections out", () => {
  expect(rows.find(({ pointer }) => pointer === "/basics/email")?.value).toBe("");
  expect(sectionsOf(resume).map(({ heading }) => heading)).toEqual(["Name and contact", "Work", "Skills"]);
});

it("finds where a list stood by its first part", () => {
  const place = { page: 1, start: 3, end: 9, text: "Python", confidence: 1 };
  expect(sourceOf({ "/skills/0/keywords/0": place }, "/skills/0/keywords")).toBe(place);
  expect(sourceOf({ "/skills/0/keywords/0": place }, "/skills/0/key")).toBeNull();
  expect(sourceOf({ "/basics/location": place }, "/basics/location/city")).toBe(place);
});

it("sends lists as lists and an emptied field as nothing", () => {
  const list = { pointer: "/skills/0/keywords", label: "Skills", value: "", list: true };
  expect(typedValue(list, "Go,  Rust, ")).toEqual(["Go", "Rust"]);
  expect(typedValue({ ...list, list: false }, "  ")).toBeNull();
});

it("finds the field in which a fact can be corrected", () => {
  const sections = sectionsOf(resume);
  expect(fieldOf(sections, "/work/0/highlights/1")?.pointer).toBe("/work/0/highlights/1");
  expect(fieldOf(sections, "/skills/0/keywords/1")?.pointer).toBe("/skills/0/keywords");
  expect(fieldOf(sections, "/work/0")?.pointer).toBe("/work/0/position");
  expect(fieldOf(sections, "/nowhere/3")).toBeUndefined();
});

it("lists the fields to check, the least sure one first, without what was corrected", () => {
  const at = (confidence: number) => ({ page: 1, start: 0, end: 1, text: "x", confidence });
  const sources = {
    "/basics/name": at(0.99),
    "/work/0/position": at(0.6),
    "/skills/0/keywords/0": at(0.9),
    "/skills/0/keywords/1": at(0.4),
    "/work/0/startDate": at(0.1),
  };
  const corrections = { "/work/0/startDate": { before: "2021-03", after: "2021-03", at: null } };
  expect(surenessOf(sources, "/skills/0/keywords")).toBe(0.4);
  expect(surenessOf(sources, "/basics/email")).toBeNull();
  const unsure = unsureOf(sectionsOf(resume), { sources, corrections });
  expect(unsure.map(({ field, where }) => [field.pointer, where])).toEqual([
    ["/skills/0/keywords", "Skills, Languages"],
    ["/work/0/position", "Work"],
  ]);
});
