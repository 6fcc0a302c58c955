/** What somebody typed or pasted about a posting, as the API takes it. */
import type { components } from "@/api/schema";

export type Capture = components["schemas"]["CaptureIn"];

/** `field` gives what stands in a field of the form. Null when there is neither an address nor a text. */
export function toCapture(field: (name: string) => string): Capture | null {
  const given = (name: string) => field(name).trim() || undefined;
  const [url, content] = [given("url"), given("content")];
  if (url === undefined && content === undefined) return null;
  return {
    url: url === undefined || /^[a-z]+:\/\//i.test(url) ? url : `https://${url}`,
    ...(content === undefined ? {} : isPage(content) ? { html: content } : { text: content }),
    title: given("title"),
    company: given("company"),
    location: given("location"),
  };
}

function isPage(content: string): boolean {
  return /^\uFEFF?\s*<(?:!doctype|html|head|body|[a-z]+[\s>])/i.test(content);
}
