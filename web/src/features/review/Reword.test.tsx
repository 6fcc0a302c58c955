import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import type { Rewording, RewordRun } from "@/api/shapes";
import { answers, show } from "@/test/screen";

import { Reword } from "./Reword";

const PATH = "/applications/a/package/reword";
const ready: Rewording = {
  ready: true, lines: 17, model: "openai:large", tokens: 2206, usd: 0.0123, most_usd: 0.12, left_usd: 4.999, limit_usd: 5, code: null, why: null, run: null,
};
const done: RewordRun = {
  id: "r", state: "done", model: "openai:large", version: 1, made: 2, asked_at: "2026-11-01T10:00:00Z", ended_at: "2026-11-01T10:00:05Z",
  said: "1 line reworded", reworded: [{ before: "Moved 14 services", after: "14 services moved" }],
  refused: [{ line: "Mentor three", text: "Mentor thirty", why: "No fact of yours says “thirty” (number)." }],
  tokens: 1500, cost_usd: 0.0042, cost_exact: true,
};

interface Shown {
  seen: number;
  latest: number;
  canEdit: boolean;
  more: Record<string, [number, unknown]>;
}

function reword(found: Partial<Rewording>, { seen = 1, latest = 1, canEdit = true, more = {} }: Partial<Shown> = {}) {
  const server = answers({ [`GET ${PATH}`]: [200, { ...ready, ...found }], ...more });
  vi.stubGlobal("fetch", server.fetch);
  const restored = vi.fn();
  show(<Reword applicationId="a" seen={seen} latest={latest} canEdit={canEdit} onRestored={restored} />);
  return { ...server, restored };
}

async function nothing({ asked }: { asked: unknown[] }) {
  await waitFor(() => expect(asked).toHaveLength(1));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(screen.queryByRole("region", { name: "Rewording" })).toBeNull();
}

it("is not there without a language model", async () => {
  await nothing(reword({ ready: false, code: "llm.not_configured", why: "No language model is set up." }));
});

it("is not there where the package cannot be changed any more", async () => {
  await nothing(reword({}, { canEdit: false }));
});

it("says what it costs first, and asks only on the second click", async () => {
  const { asked } = reword({}, { more: { [`POST ${PATH}`]: [202, { application_id: "a", run_id: "r", version: 1 }] } });
  await userEvent.click(await screen.findByRole("button", { name: "Reword with a language model" }));
  expect(
    screen.getByText("17 lines, about 2,300 tokens, by openai:large: about $0.012, at most $0.12. $4.99 of this month's $5.00 are left."),
  ).toBeVisible();
  expect(asked.map(({ path }) => path)).toEqual([`GET ${PATH}`]);
  await userEvent.click(screen.getByRole("button", { name: "Reword 17 lines" }));
  await waitFor(() => expect(asked.map(({ path }) => path)).toEqual([`GET ${PATH}`, `POST ${PATH}`, `GET ${PATH}`]));
});

it("gives the reason instead of a button where the budget is used up", async () => {
  reword({ ready: false, code: "llm.budget_used_up", why: "The budget is used up." });
  await userEvent.click(await screen.findByRole("button", { name: "Reword with a language model" }));
  expect(screen.getByText("The budget is used up.")).toBeVisible();
  expect(screen.queryByRole("button", { name: /^Reword 17/ })).toBeNull();
});

it("says that it is at work, and why it waits, and offers no second one", async () => {
  reword({ run: { ...done, state: "queued", made: null, ended_at: null, said: "The model's server is busy.", reworded: [], refused: [] } });
  expect(await screen.findByText("The model's server is busy. It is tried again by itself.")).toBeVisible();
  expect(screen.queryByRole("button")).toBeNull();
});

it("shows what was reworded and what was refused, and takes it back", async () => {
  const path = "POST /applications/a/package/versions/1/restore";
  const { asked, restored } = reword({ run: done }, { seen: 2, latest: 2, more: { [path]: [200, { version: 3 }] } });
  expect(await screen.findByText("1 line reworded in version 2, 1 not taken.")).toBeVisible();
  expect(screen.getByText("14 services moved")).toBeInTheDocument();
  expect(screen.getByText("No fact of yours says “thirty” (number).")).toBeInTheDocument();
  expect(screen.getByText("1,500 tokens")).toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "Take it back: restore version 1" }));
  await waitFor(() => expect(restored).toHaveBeenCalled());
  expect(asked.find((each) => each.path === path)?.body).toEqual({ version: 2 });
});

it("takes nothing back once another version came after it", async () => {
  await nothing(reword({ ready: false, code: "llm.not_configured", run: done }, { seen: 3, latest: 3 }));
});

it("says why it failed and what that cost at most", async () => {
  reword({ run: { ...done, state: "failed", made: null, said: "Rolecall stopped.", reworded: [], refused: [], tokens: 0, cost_usd: 0.12, cost_exact: false } });
  expect(await screen.findByText(/Rolecall stopped\./)).toBeVisible();
  expect(screen.getByText("at most $0.12")).toBeVisible();
  expect(screen.getByRole("button", { name: "Reword again" })).toBeVisible();
});
