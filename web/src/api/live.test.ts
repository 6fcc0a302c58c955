import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { followLive, gatherStale, STALE } from "./live";
import { signedIn } from "./session";

beforeEach(() => {
  vi.useFakeTimers();
  signedIn({ access_token: "t", token_type: "bearer", expires_in: 900, refresh_token: "r" });
});
afterEach(() => vi.useRealTimers());

const stream = (text: string) => new Response(text, { headers: { "Content-Type": "text/event-stream" } });

it("takes up after a break where it stopped, and says so", async () => {
  const seen: (string | null)[] = [];
  const states: string[] = [];
  const stop = new AbortController();
  vi.stubGlobal("fetch", (request: Request) => {
    seen.push(request.headers.get("Last-Event-ID"));
    if (seen.length === 2) stop.abort();
    return Promise.resolve(stream('id: 7-1\nevent: BoardCrawled\ndata: {"name":"BoardCrawled","payload":{}}\n\n'));
  });
  const following = followLive(new QueryClient(), (state) => states.push(state), stop.signal);
  await vi.advanceTimersByTimeAsync(3_000);
  await following;
  expect(seen).toEqual([null, "7-1"]);
  expect(states.slice(0, 4)).toEqual(["connecting", "live", "offline", "connecting"]);
});

it("survives an event that it cannot read", async () => {
  const stop = new AbortController();
  const queries = new QueryClient();
  const invalidate = vi.spyOn(queries, "invalidateQueries");
  vi.stubGlobal("fetch", () => Promise.resolve(stream('data: {broken\n\nevent: x\ndata: {"name":"ProfileChanged","payload":{}}\n\n')));
  const following = followLive(queries, () => undefined, stop.signal);
  await vi.advanceTimersByTimeAsync(600);
  stop.abort();
  await vi.advanceTimersByTimeAsync(100);
  await following;
  expect(invalidate).toHaveBeenCalledWith({ queryKey: ["profile"] });
});

it("reads everything again from time to time while the stream does not come through", async () => {
  const stop = new AbortController();
  const queries = new QueryClient();
  const invalidate = vi.spyOn(queries, "invalidateQueries");
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("no", { status: 502 })));
  const following = followLive(queries, () => undefined, stop.signal);
  await vi.advanceTimersByTimeAsync(10_000);
  stop.abort();
  await vi.advanceTimersByTimeAsync(100);
  await following;
  expect(invalidate.mock.calls.length).toBeGreaterThanOrEqual(2);
  expect(invalidate.mock.calls.length).toBeLessThanOrEqual(4);
});

it("reads each answer again once, however many events made it stale", async () => {
  const queries = new QueryClient();
  const invalidate = vi.spyOn(queries, "invalidateQueries");
  const gather = gatherStale(queries);
  for (let n = 0; n < 300; n += 1) gather(STALE.PostingFound?.({ posting_id: "p" }) ?? []);
  await vi.advanceTimersByTimeAsync(1_000);
  const keys = invalidate.mock.calls.map(([filter]) => JSON.stringify(filter?.queryKey));
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toContain('["postings"]');
});
