/** What the server says when it says no: an RFC 9457 problem document, as an error. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly correlationId: string | null = null,
  ) {
    super(detail);
    this.name = "ProblemError";
  }
}

/** Turn any answer that is not 2xx into a `ProblemError` with one plain sentence. */
export function problemOf(response: Response, body: unknown): ProblemError {
  const document = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const detail = [document.detail, document.title].find((text) => typeof text === "string" && text !== "");
  const code = typeof document.code === "string" ? document.code : `http.${response.status}`;
  return new ProblemError(
    response.status,
    code,
    typeof detail === "string" ? detail : unexplained(response.status),
    response.headers.get("X-Correlation-ID"),
  );
}

/** The posting was taken down, and nobody said to go on all the same. */
export function isClosed(error: unknown): boolean {
  return error instanceof ProblemError && error.code === "review.posting_closed";
}

/** The address is a portal's, whose terms forbid reading it: no fault, and there is another way. */
export function isPortal(error: unknown): boolean {
  return error instanceof ProblemError && error.code === "discover.portal_not_read";
}

/** The sentence to show for anything that was thrown. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ProblemError) return error.message;
  if (error instanceof TypeError) return "Rolecall does not answer. Check that it is still running, then try again.";
  return error instanceof Error ? error.message : "Something went wrong. Try again.";
}

function unexplained(status: number): string {
  if (status >= 500) return "Rolecall had a fault of its own and could not do this. Try again in a moment.";
  return `Rolecall refused this (status ${status}) and did not say why.`;
}
