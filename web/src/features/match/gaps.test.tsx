import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import type { Gap, NamedPosting, Weak } from "@/api/shapes";
import { answers, show } from "@/test/screen";

import { AroundScore } from "./AroundScore";
import { GapList, HardGaps } from "./GapList";
import { gapSearch } from "./gapSearch";
import { asked, effect } from "./gapWords";
import { WeakStatements } from "./WeakStatements";

const kafka: Gap = {
  kind: "skill",
  name: "Kafka",
  postings: 4,
  must: 3,
  partly: 1,
  example: "Kafka in production",
  example_posting: "p1",
  effect: {
    scored: 4,
    met: 4,
    mean_points: 4.5,
    most_points: 7,
    over: [
      { threshold: 50, postings: 0 },
      { threshold: 70, postings: 2 },
      { threshold: 90, postings: 1 },
    ],
    risen: [
      { posting_id: "p1", before: 66, after: 73 },
      { posting_id: "gone", before: 60, after: 61 },
    ],
  },
};
const names = new Map<string, NamedPosting>([["p1", { id: "p1", title: "Engineer", company: "Acme", score: 66, decision: "review" }]]);

it("reads from the address bar only what it understands, and does not say what is usual", () => {
  expect(gapSearch({ liked: ["saved", "everything"], query: 2024, min_score: "60" })).toEqual({ liked: ["saved"], query: "2024", min_score: 60 });
  expect(gapSearch({ liked: ["shortlisted", "applied", "saved", "scored"], query: " ", min_score: 50 })).toEqual({});
  expect(gapSearch({ min_score: 0 })).toEqual({ min_score: 0 });
  expect(gapSearch({ min_score: 101 })).toEqual({});
});

it("says how many ask, how strongly, and what it would bring", () => {
  expect(asked(kafka, 10)).toBe("Asked for by 4 of 10: a must in 3, met partly in 1.");
  expect(asked({ ...kafka, must: 4, partly: 4 }, 4)).toBe("Asked for by 4 of 4: a must in all, you meet it partly.");
  expect(effect(kafka)).toEqual({
    points: "+4.5 points on average",
    rises: ["2 would rise to 70 or more", "1 would rise to 90 (strong) or more"],
  });
  expect(effect({ ...kafka, effect: null })).toBeNull();
});

it("lists a gap with the postings that would rise, and leaves out those that are gone", async () => {
  show(<GapList heading="Skills" gaps={[kafka]} of={10} names={names} legend />);
  await userEvent.click(await screen.findByText("Which postings"));
  expect(screen.getAllByRole("link").map((link) => link.textContent)).toEqual(["Engineer"]);
});

it("keeps apart what no learning changes, and says which of it is one's own wish", async () => {
  const hard = { kind: "visa", name: "Right to work", postings: 2, own_wish: false, example: "You must have it.", example_posting: "p1" };
  show(<HardGaps gaps={[hard, { ...hard, kind: "pay", name: "pay", own_wish: true, example: "It pays less." }]} of={10} names={names} />);
  expect(await screen.findByText("You must have it.")).toBeInTheDocument();
  expect(screen.getByText(/Ruled out by what you look for: pay/)).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "what you look for" })).toHaveAttribute("href", "/profile");
});

it("leads from a weak statement to its place in the profile", async () => {
  const weak: Weak = {
    kind: "skill",
    name: "Docker",
    postings: 3,
    why: "You name Docker only in your list of skills.",
    suggestion: "Name Docker there, if it was so.",
    said: { fact_id: "f_1", sentence: "Docker", pointer: "/skills/1/keywords/0" },
    beside: null,
  };
  show(<WeakStatements weak={[weak]} />);
  const link = await screen.findByRole("link", { name: "Open in your profile: “Docker”" });
  expect(decodeURIComponent(link.getAttribute("href") ?? "")).toBe("/profile?fact=f_1");
});

it("tells under a score what became of it and why, and offers the candidates only where there are several", async () => {
  const change = {
    before: 72,
    after: 78,
    decision_before: "review",
    decision_after: "review",
    version_before: "5-a",
    version_after: "6-b",
    causes: ["version"],
    why: "the scoring changed (version 5-a → 6-b)",
    lines: ["Kubernetes was missing and is now met."],
    changed_at: "2026-11-26T10:00:00Z",
  };
  const files = [{ status: "read" }, { status: "unreadable" }];
  const table: Record<string, [number, unknown]> = { "GET /postings/p1/match/history": [200, { items: [change], next: null }], "GET /resumes": [200, { items: files }] };
  vi.stubGlobal("fetch", answers(table).fetch);
  show(<AroundScore postingId="p1" />);
  expect(await screen.findByText(/the scoring changed \(version 5-a → 6-b\)/)).toHaveTextContent(/72.*78/);
  expect(screen.getByText("Kubernetes was missing and is now met.")).toBeInTheDocument();
  expect(screen.queryByRole("link", { name: /All candidates/ })).toBeNull();
});
