import { expect, it } from "vitest";

import { CLOSED, COLUMNS, STATES, stepsDone } from "./states";

it("gives every state exactly one place on the pipeline", () => {
  const placed = [...COLUMNS.flatMap(({ states }) => states), ...CLOSED];
  expect(new Set(placed).size).toBe(placed.length);
  expect([...placed].sort()).toEqual(Object.keys(STATES).sort());
});

it("counts the steps that are behind", () => {
  expect(stepsDone("preparing")).toBe(0);
  expect(stepsDone("awaiting_approval")).toBe(1);
  expect(stepsDone("handed_over")).toBe(2);
  expect(stepsDone("interviewing")).toBe(4);
  expect(stepsDone("accepted")).toBe(5);
});
