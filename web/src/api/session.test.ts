import { beforeEach, describe, expect, it, vi } from "vitest";

import { answers } from "@/test/screen";

import { authorisedFetch, unwrap } from "./client";
import { ProblemError, sentenceOf } from "./problem";
import { accessToken, renew, sessionState, signedIn, signedOut } from "./session";

const tokens = (access_token: string) => ({ access_token, token_type: "bearer" as const, expires_in: 900, refresh_token: "r" });
const stub = (table: Record<string, [number, unknown]>) => {
  const server = answers(table);
  vi.stubGlobal("fetch", vi.fn(server.fetch));
  return server;
};
const get = (path: string) => authorisedFetch(new Request(new URL(`/api/v1${path}`, window.location.origin)));

beforeEach(() => signedOut());

describe("renewing the session", () => {
  it("asks once, however many ask for it at the same time", async () => {
    const { asked } = stub({ "POST /auth/refresh": [200, tokens("new")] });
    expect(await Promise.all([renew(), renew(), renew()])).toEqual([true, true, true]);
    expect(asked).toHaveLength(1);
    expect(accessToken()).toBe("new");
  });
  it("ends the session when the server says so", async () => {
    signedIn(tokens("old"));
    stub({ "POST /auth/refresh": [401, { code: "auth.ended", detail: "Sign in again." }] });
    expect(await renew()).toBe(false);
    expect(sessionState()).toBe("signed-out");
  });
  it("does not end it because the server has a fault", async () => {
    signedIn(tokens("old"));
    stub({ "POST /auth/refresh": [503, {}] });
    expect(await renew()).toBe(false);
    expect(sessionState()).toBe("signed-in");
  });
});

describe("a request", () => {
  it("carries the access token", async () => {
    signedIn(tokens("mine"));
    const { asked } = stub({ "GET /me": [200, {}] });
    await get("/me");
    expect(asked[0]?.headers.get("Authorization")).toBe("Bearer mine");
  });
  it("is sent again with a new token after a 401, body and all", async () => {
    signedIn(tokens("stale"));
    const seen: [string | null, string][] = [];
    vi.stubGlobal("fetch", async (input: Request | string) => {
      if (typeof input === "string") return Response.json(tokens("fresh"));
      seen.push([input.headers.get("Authorization"), await input.text()]);
      return new Response("{}", { status: seen.length === 1 ? 401 : 200 });
    });
    const request = new Request(new URL("/api/v1/boards", window.location.origin), { method: "POST", body: "acme" });
    expect((await authorisedFetch(request)).status).toBe(200);
    expect(seen).toEqual([["Bearer stale", "acme"], ["Bearer fresh", "acme"]]);
  });
});

describe("a refusal", () => {
  it("is thrown with the server's own sentence and code", async () => {
    const response = new Response(null, { status: 409 });
    const answer = Promise.resolve({ error: { code: "review.package_changed", detail: "The package changed." }, response });
    await expect(unwrap(answer)).rejects.toMatchObject({ status: 409, code: "review.package_changed", message: "The package changed." });
  });
  it("is a sentence even when the server gives none, or does not answer", async () => {
    const answer = Promise.resolve({ error: "<html>", response: new Response(null, { status: 502 }) });
    await expect(unwrap(answer)).rejects.toBeInstanceOf(ProblemError);
    expect(sentenceOf(new TypeError("Failed to fetch"))).toMatch(/does not answer/);
  });
});
