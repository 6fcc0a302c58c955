/** The generated, typed client. It adds the access token, renews it once when it has run out, and throws `ProblemError`s. */
import createClient from "openapi-fetch";

import { problemOf } from "./problem";
import type { paths } from "./schema";
import { accessToken, renew } from "./session";

export const client = createClient<paths>({ baseUrl: window.location.origin, fetch: authorisedFetch });

/** `fetch` with the access token; one 401 is answered by renewing it and trying again. */
export async function authorisedFetch(request: Request): Promise<Response> {
  const again = request.clone();
  const used = accessToken();
  const response = await fetch(withToken(request));
  if (response.status !== 401 || used === null) return response;
  // Another request may have renewed it meanwhile; then its token will do.
  if (accessToken() === used && !(await renew())) return response;
  return fetch(withToken(again));
}

/** The body of a successful answer; anything else is thrown. */
export async function unwrap<T>(answer: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await answer;
  if (!response.ok) throw problemOf(response, error);
  return data as T;
}

/** A file of the API, which a plain link could not fetch: the token is no cookie. */
export async function fetchBlob(url: string): Promise<Blob> {
  const response = await authorisedFetch(new Request(new URL(url, window.location.origin)));
  if (!response.ok) throw problemOf(response, await response.json().catch(() => null));
  return response.blob();
}

function withToken(request: Request): Request {
  const token = accessToken();
  if (token !== null) request.headers.set("Authorization", `Bearer ${token}`);
  return request;
}
