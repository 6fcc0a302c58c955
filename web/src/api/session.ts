/**
 * Who is signed in. The access token lives in this module's memory only; the refresh token is an HttpOnly cookie that no
 * script sees. A page that opens asks for a new access token with that cookie.
 */
import type { Tokens } from "./shapes";

export type SessionState = "unknown" | "signed-in" | "signed-out";

let token: string | null = null;
let state: SessionState = "unknown";
let renewal: Promise<boolean> | null = null;
const listeners = new Set<() => void>();

export function accessToken(): string | null {
  return token;
}

export function sessionState(): SessionState {
  return state;
}

export function subscribeSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function signedIn(tokens: Tokens): void {
  token = tokens.access_token;
  become("signed-in");
}

export function signedOut(): void {
  token = null;
  become("signed-out");
}

/** Ask for a new access token. True when there is one. Callers at the same time share one request. */
export function renew(): Promise<boolean> {
  renewal ??= exclusively(requestTokens).finally(() => {
    renewal = null;
  });
  return renewal;
}

async function requestTokens(): Promise<boolean> {
  const response = await fetch("/api/v1/auth/refresh", {
    method: "POST",
    credentials: "same-origin",
    // It is finished even when the page is left meanwhile, so that the new cookie is kept: the old one is spent.
    keepalive: true,
    headers: { "Content-Type": "application/json" },
    body: "{}",
  });
  if (!response.ok) {
    // Only the server's word ends a session: a server that is starting (5xx) does not.
    if (response.status < 500) signedOut();
    return false;
  }
  signedIn((await response.json()) as Tokens);
  return true;
}

/** Refresh tokens rotate, and one used twice ends the session: two tabs must not send the same one. */
function exclusively<T>(work: () => Promise<T>): Promise<T> {
  // Absent outside a secure context, for example behind plain HTTP on another machine.
  const locks = (navigator as { locks?: LockManager }).locks;
  return locks ? (locks.request("rolecall-refresh", work) as Promise<T>) : work();
}

function become(next: SessionState): void {
  if (next === state && next !== "signed-in") return;
  state = next;
  listeners.forEach((listener) => listener());
}
