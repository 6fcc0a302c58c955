import { expect, it } from "vitest";

import type { Package } from "@/api/shapes";

import { after, begin, fitting, moved, NOTHING, runs, size, wire, type History, type Step } from "./edit";

const write = (line: string, text: string, at: number): Step => ({ type: "write", line, text, own: "own words", at });
const play = (...steps: Step[]): History => steps.reduce(after, begin());

it("takes what is typed in one go back in one step, and brings it again", () => {
  const typed = play(write("a", "o", 0), write("a", "on", 200), write("a", "one", 400), write("b", "two", 500));
  expect(typed.now.texts).toEqual({ a: "one", b: "two" });
  const once = after(typed, { type: "undo" });
  expect(once.now.texts).toEqual({ a: "one" });
  const twice = after(once, { type: "undo" });
  expect(twice.now).toEqual(NOTHING);
  expect(after(after(twice, { type: "redo" }), { type: "redo" }).now).toEqual(typed.now);
  expect(after(twice, { type: "undo" })).toBe(twice);
});

it("begins another step after a pause", () => {
  const typed = play(write("a", "one", 0), write("a", "one two", 5_000));
  expect(after(typed, { type: "undo" }).now.texts).toEqual({ a: "one" });
});

it("forgets what can be brought again once something else is done", () => {
  const typed = after(play(write("a", "one", 0), { type: "undo" }), { type: "leaveOut", line: "b" });
  expect(typed.future).toEqual([]);
  expect(after(typed, { type: "redo" }).now.texts).toEqual({ b: null });
});

it("counts what is as it was as no change", () => {
  const { now } = play(
    write("a", "other", 0),
    write("a", " own  words ", 10),
    { type: "leaveOut", line: "b" },
    { type: "putBack", line: "b" },
    { type: "order", list: "l", ids: ["y", "x"], own: ["x", "y"] },
    { type: "order", list: "l", ids: ["x", "y"], own: ["x", "y"] },
    { type: "design", design: "classic", own: "plain" },
    { type: "design", design: "plain", own: "plain" },
  );
  expect(size(now)).toBe(0);
});

it("sends an emptied line as left out", () => {
  expect(wire(play(write("a", "  ", 0), write("b", "text", 0)).now).changes).toEqual([
    { id: "a", text: null },
    { id: "b", text: "text" },
  ]);
});

it("lets points change places under their own entry only", () => {
  const items = [
    { id: "e1", role: "entry" }, { id: "a", role: "bullet" }, { id: "b", role: "bullet" },
    { id: "e2", role: "entry" }, { id: "c", role: "bullet" }, { id: "s", role: "line" },
  ] as const;
  expect(runs([...items])).toEqual([
    { list: null, ids: ["e1"] }, { list: "under e1", ids: ["a", "b"] },
    { list: null, ids: ["e2"] }, { list: "under e2", ids: ["c"] }, { list: null, ids: ["s"] },
  ]);
  expect(moved(["a", "b", "c"], "b", -1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b", "c"], "c", 1)).toEqual(["a", "b", "c"]);
  expect(moved(["a", "b", "c"], "x", 1)).toEqual(["a", "b", "c"]);
});

it("keeps of an edit what another version still has", () => {
  const made = {
    resume: { sections: [{ heading: "", items: [{ id: "e", role: "entry" }, { id: "a", role: "bullet" }, { id: "b", role: "bullet" }] }] },
    letter: { paragraphs: [{ kind: "list", sentences: [{ id: "s1" }, { id: "s2" }] }] },
  } as unknown as Package;
  const edit = { texts: { a: "new", gone: "x", s2: null }, orders: { "under e": ["b", "a"], "under x": ["q"], "letter s1": ["s2", "s1", "s3"] }, design: null };
  expect(fitting(edit, made)).toEqual({ texts: { a: "new", s2: null }, orders: { "under e": ["b", "a"] }, design: null });
});
