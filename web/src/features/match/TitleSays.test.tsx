import { screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";

import { answers, show } from "@/test/screen";

import { TitleSays } from "./TitleSays";

function shown(told: object) {
  const server = answers({ "GET /postings/p1/title": [200, { title: "…", named: [], likely: [], ...told }] });
  vi.stubGlobal("fetch", server.fetch);
  show(<TitleSays postingId="p1" />);
  return server;
}

it("names the field and the rank, and the occupation on a closer look", async () => {
  shown({ department: "Sales", seniority: "Lead", named: [{ code: "1221.3", name: "sales manager" }] });
  expect(await screen.findByText("Sales, Lead")).toHaveAttribute("title", "Told by the title alone. In ESCO: sales manager");
});

it("says nothing where the title says neither", async () => {
  const { asked } = shown({ department: "Other", seniority: "Professional" });
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(screen.queryByText(/Professional|Other/)).toBeNull();
});
