import { describe, expect, it } from "vitest";

import type { Board } from "@/api/shapes";

import { splitNames, toBoard } from "./addresses";
import { healthOf } from "./health";

describe("what a person types", () => {
  it("is parted at commas, semicolons and lines, each name once", () => {
    expect(splitNames("Acme, Lumen & Oak; https://x.example/jobs\nAcme, ")).toEqual(["Acme", "Lumen & Oak", "https://x.example/jobs"]);
  });
  it("keeps the comma of a company's legal form", () => {
    expect(splitNames("Acme, Inc., Oak")).toEqual(["Acme, Inc.", "Oak"]);
  });
  it.each([
    ["greenhouse:Canonical", { address: "greenhouse:canonical" }],
    ["https://jobs.lever.co/oak", { url: "https://jobs.lever.co/oak" }],
    ["boards.greenhouse.io/acme", { url: "https://boards.greenhouse.io/acme" }],
    ["acme.com", { url: "https://acme.com" }],
    ["Lumen & Oak", { company: "Lumen & Oak" }],
  ])("%s goes to the API as what it is", (typed, sent) => {
    expect(toBoard(typed)).toEqual(sent);
  });
});

describe("the health of a source", () => {
  const board = { status: "ok", postings_open: 1, last_ok_at: null, problem: null, progress: { seen: 0, total: null } } as unknown as Board;
  it("is one sentence with the reason when it fails", () => {
    expect(healthOf({ ...board, status: "failing", problem: "It answered 429." })).toMatchObject({ tone: "poor", sentence: "It answered 429." });
  });
  it("counts while it reads", () => {
    expect(healthOf({ ...board, status: "crawling", progress: { seen: 3, total: 14 } }).sentence).toBe("Read 3 of 14 postings.");
    expect(healthOf({ ...board, status: "crawling" }).sentence).toMatch(/^Asking/);
  });
});
