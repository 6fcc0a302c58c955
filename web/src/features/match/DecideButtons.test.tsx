import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";

import type { Label } from "@/api/shapes";
import { answers, show } from "@/test/screen";

import { DecideButtons } from "./DecideButtons";
import { shownBy } from "./decisions";
import { asSaid } from "./useDecide";

const ID = "01900000-0000-7000-8000-000000000000";
const PATH = `POST /postings/${ID}/decision`;
const label = (part: Partial<Label>): Label => ({
  posting_id: ID, source: "decision", kind: "shortlisted", relevant: true, reason: null, weight: 1, at: "2026-11-01T10:00:00Z", ...part,
});

function decide(before: Label | null) {
  const { fetch, asked } = answers({ [PATH]: [200, { label: before }] });
  vi.stubGlobal("fetch", fetch);
  show(<DecideButtons postingId={ID} label={before} />);
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

it("puts a posting on the shortlist", async () => {
  const asked = decide(null);
  await userEvent.click(await screen.findByRole("button", { name: "Shortlist", pressed: false }));
  await waitFor(() => expect(asked.map(({ body }) => body)).toEqual([{ decision: "shortlist", reason: null }]));
});

it("takes back what was said", async () => {
  const asked = decide(label({}));
  await userEvent.click(await screen.findByRole("button", { name: "Shortlist", pressed: true }));
  await waitFor(() => expect(asked.map(({ body }) => body)).toEqual([{ decision: "clear", reason: null }]));
});

it("asks why a posting is not for one, by its key alone", async () => {
  const asked = decide(null);
  await screen.findByRole("button", { name: "Not interested" });
  await userEvent.keyboard("x");
  await userEvent.click(await screen.findByRole("menuitem", { name: "Not my level" }));
  await waitFor(() => expect(asked.map(({ body }) => body)).toEqual([{ decision: "reject", reason: "level" }]));
});

it("shows the reason that was given, and takes it back by the same key", async () => {
  const asked = decide(label({ kind: "rejected", relevant: false, reason: "pay" }));
  await screen.findByText("The pay");
  await userEvent.keyboard("x");
  await waitFor(() => expect(asked.map(({ body }) => body)).toEqual([{ decision: "clear", reason: null }]));
});

it("says what an application says, which is no word of the user's own", () => {
  const applied = label({ source: "application", kind: "applied" });
  expect(shownBy(applied)).toContain("You applied");
  expect(asSaid(applied)).toEqual({ decision: "clear" });
  expect(shownBy(label({}))).toBeNull();
  expect(asSaid(label({ relevant: false, reason: "pay" }))).toEqual({ decision: "reject", reason: "pay" });
});
