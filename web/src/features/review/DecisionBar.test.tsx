import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import type { Application, Package } from "@/api/shapes";
import { answers, show } from "@/test/screen";

import { DecisionBar } from "./DecisionBar";

const application = { id: "a1", title: "Engineer", company: "Acme", state: "awaiting_approval" } as Application;
const seen = { fingerprint: "f".repeat(64), version: 1, files: [{}, {}, {}, {}] } as Package;

async function approve(table: Record<string, [number, unknown]>) {
  const server = answers(table);
  vi.stubGlobal("fetch", server.fetch);
  show(<DecisionBar application={application} seen={seen} isOld={false} />);
  await userEvent.click(await screen.findByRole("button", { name: "Approve" }));
  await userEvent.click(await screen.findByRole("button", { name: "Approve this package" }));
  return server;
}

it("shows the whole fingerprint before it is approved, and approves exactly that", async () => {
  const { asked } = await approve({ "POST /applications/a1/approve": [200, application] });
  await screen.findByText("elsewhere");
  expect(asked[0]?.body).toEqual({ fingerprint: seen.fingerprint, even_if_closed: false });
});

it("says in the server's words why an approval was refused, and offers no second click", async () => {
  await approve({ "POST /applications/a1/approve": [409, { code: "review.package_changed", detail: "The package changed." }] });
  expect(await screen.findByRole("alert")).toHaveTextContent("The package changed.");
  expect(screen.queryByRole("button", { name: "Approve this package" })).toBeNull();
});

it("says that the posting is closed, and approves anyway only when told so", async () => {
  const { asked } = await approve({ "POST /applications/a1/approve": [409, { code: "review.posting_closed", detail: "This posting is closed." }] });
  expect(await screen.findByRole("alert")).toHaveTextContent("This posting is closed.");
  await userEvent.click(screen.getByRole("button", { name: "Approve anyway" }));
  await waitFor(() => expect(asked.at(-1)?.body).toEqual({ fingerprint: seen.fingerprint, even_if_closed: true }));
});

it("does not let a package be approved that was replaced", async () => {
  show(<DecisionBar application={application} seen={seen} isOld />);
  await waitFor(() => expect(screen.getByRole("button", { name: "Approve" })).toBeDisabled());
});
