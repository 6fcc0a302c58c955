import { describe, expect, it } from "vitest";

import { splitNames, toBoard } from "./addresses";
import { driftWords, everyWords, healthOf, isVisited } from "./health";

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
  it("is the server's sentence, with a word and a colour for its state", () => {
    expect(healthOf({ health_state: "failing", health: "It answered 429." })).toEqual({ tone: "poor", word: "Failing", sentence: "It answered 429." });
    expect(healthOf({ health_state: "needs_person", health: "Needs you." }).word).toBe("Needs you");
  });
  it("says how often it is visited, if not as the settings say", () => {
    expect([everyWords(360), everyWords(45), everyWords(null)]).toEqual(["every 6 hours", "every 45 minutes", null]);
  });
  it("knows what nobody visits", () => {
    expect([isVisited({ board: "captured" }), isVisited({ board: "greenhouse" })]).toEqual([false, true]);
  });
  it("makes a sentence of a field that was not as documented", () => {
    expect(driftWords({ field: "title", job_id: "41", problem: "is missing" })).toBe("“title” of posting 41 is missing.");
    expect(driftWords({ field: "jobs", job_id: null, problem: "is new." })).toBe("“jobs” is new.");
  });
});
