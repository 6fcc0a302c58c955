import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";

import type { Package } from "@/api/shapes";
import { answers, show } from "@/test/screen";

import { factOf } from "./AddFact";
import { NOTHING } from "./edit";
import { Editor } from "./Editor";
import { kept } from "./kept";

const line = (id: string, text: string, role = "bullet") => ({ id, role, text, original: null, facts: [{ id: "f", text }], changed: false, pointer: id });
const base = {
  version: 3,
  design: "plain",
  resume: {
    sections: [
      { heading: "", items: [line("/basics/name", "Ada", "name")] },
      { heading: "Experience", items: [line("/work/0", "Engineer, Acme", "entry"), line("/work/0/highlights/0", "Led 4 people"), line("/work/0/highlights/1", "Built it")] },
    ],
  },
  letter: { paragraphs: [] },
} as unknown as Package;
const LIE = { id: "/work/0/highlights/0", facts: [], unsupported: [{ kind: "number", text: "9", why: "No fact of yours says “9” (number).", start: 4, end: 5 }] };

function edit(table: Record<string, [number, unknown]> = {}) {
  const server = answers({
    "GET /designs": [200, { items: [] }],
    "POST /applications/a/package/preview": [200, { pages: [], count: 1, budget: 2, version: 3 }],
    "POST /applications/a/package/check": [200, { lines: [LIE] }],
    ...table,
  });
  vi.stubGlobal("fetch", server.fetch);
  const saved = vi.fn();
  show(<Editor applicationId="a" base={base} first={NOTHING} onSaved={saved} onClose={vi.fn()} />);
  return { ...server, saved };
}

// Pages of fields take their time where much else runs.
vi.setConfig({ testTimeout: 20_000 });
beforeEach(() => window.localStorage.clear());

it("marks a claim without a fact, keeps the edit in the browser and does not let it be saved", async () => {
  edit();
  const field = await screen.findByRole("textbox", { name: "Wording of “Led 4 people”" });
  fireEvent.change(field, { target: { value: "Led 9 people" } });
  expect(await screen.findByText("No fact of yours says “9” (number).")).toBeVisible();
  expect(field).toBeInvalid();
  expect(screen.getByRole("button", { name: "Save version 4" })).toBeDisabled();
  expect(kept("a")).toEqual({ version: 3, edit: { texts: { "/work/0/highlights/0": "Led 9 people" }, orders: {}, design: null } });
  await userEvent.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(kept("a")).toBeNull());
});

it("adds a claim as a fact under the position the line stands in", async () => {
  const { asked } = edit({ "POST /facts": [201, {}] });
  const field = await screen.findByRole("textbox", { name: "Wording of “Led 4 people”" });
  fireEvent.change(field, { target: { value: "Led 9 people" } });
  await userEvent.click(await screen.findByRole("button", { name: /^Add it as a fact of mine/ }));
  const form = screen.getByRole("form", { name: "Add it as a fact of mine" });
  expect(within(form).getByRole("textbox")).toHaveValue("Led 9 people");
  await userEvent.click(within(form).getByRole("checkbox", { name: "In place of what your profile says there now" }));
  await userEvent.click(within(form).getByRole("button", { name: "Add to my facts" }));
  await waitFor(() => expect(asked.find(({ path }) => path === "POST /facts")?.body).toEqual({ text: "Led 9 people", kind: "duty", about: "/work/0" }));
});

it("says the line's own fact in other words, so that no later résumé has both", async () => {
  const { asked } = edit({ "PATCH /facts/f": [200, {}] });
  const field = await screen.findByRole("textbox", { name: "Wording of “Led 4 people”" });
  fireEvent.change(field, { target: { value: "Led 9 people" } });
  await userEvent.click(await screen.findByRole("button", { name: /^Add it as a fact of mine/ }));
  await userEvent.click(screen.getByRole("button", { name: "Add to my facts" }));
  await waitFor(() => expect(asked.find(({ path }) => path === "PATCH /facts/f")?.body).toEqual({ text: "Led 9 people" }));
});

it("moves a point by keyboard, takes the focus along, and saves lines, order and version", async () => {
  const { asked, saved } = edit({
    "POST /applications/a/package/check": [200, { lines: [{ ...LIE, unsupported: [] }] }],
    "PATCH /applications/a/package": [200, { ...base, version: 4 }],
  });
  const field = await screen.findByRole("textbox", { name: "Wording of “Led 4 people”" });
  await userEvent.click(field);
  await userEvent.keyboard("{Alt>}{ArrowDown}{/Alt}");
  expect(field).toHaveFocus();
  await userEvent.type(field, " well");
  await userEvent.keyboard("{Enter}");
  const save = screen.getByRole("button", { name: "Save version 4" });
  await waitFor(() => expect(save).toBeEnabled());
  await userEvent.click(save);
  await waitFor(() => expect(saved).toHaveBeenCalled());
  expect(asked.at(-1)?.body).toEqual({
    items: [{ id: "/work/0/highlights/0", text: "Led 4 people well" }],
    order: [["/work/0/highlights/1", "/work/0/highlights/0"]],
    design: null,
    version: 3,
  });
  expect(kept("a")).toBeNull();
});

it("leaves name and position to the profile", async () => {
  edit();
  await screen.findByRole("textbox", { name: "Wording of “Built it”" });
  expect(screen.queryByRole("textbox", { name: /Ada|Engineer/ })).toBeNull();
});

it("says what a fact is about as the place of the line tells it", () => {
  expect(factOf(" Rust ", "skill", "/work/1/highlights/0")).toEqual({ text: "Rust", kind: "skill", about: null });
  expect(factOf("Hired 3", "number", "/projects/2/highlights/0")).toEqual({ text: "Hired 3", kind: "project", about: "/projects/2" });
  expect(factOf("Hired 3", "number", null)).toEqual({ text: "Hired 3", kind: "other", about: null });
});
