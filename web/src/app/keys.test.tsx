import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";

import { useKeys } from "./keys";

function Keys({ handlers }: { handlers: Record<string, () => void> }) {
  useKeys(handlers);
  return <input aria-label="field" />;
}

const next = vi.fn();
const go = vi.fn();

beforeEach(() => {
  next.mockClear();
  go.mockClear();
  localStorage.clear();
  render(<Keys handlers={{ j: next, p: next, "g p": go }} />);
});

it("answers to a key, and to two in a row", async () => {
  await userEvent.keyboard("j");
  expect(next).toHaveBeenCalledTimes(1);
  await userEvent.keyboard("gp");
  expect(go).toHaveBeenCalledTimes(1);
  expect(next).toHaveBeenCalledTimes(1);
});

it("keeps silent while text is typed", async () => {
  await userEvent.click(document.querySelector("input") ?? document.body);
  await userEvent.keyboard("jjgp");
  expect([next.mock.calls.length, go.mock.calls.length]).toEqual([0, 0]);
});

it("keeps silent with a modifier, and when it is switched off", async () => {
  await userEvent.keyboard("{Control>}j{/Control}");
  localStorage.setItem("rolecall-shortcuts", "false");
  await userEvent.keyboard("j");
  expect(next).not.toHaveBeenCalled();
});
