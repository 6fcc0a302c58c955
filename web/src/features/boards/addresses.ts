/** What a person may type to name a source, and how it goes to the API. */

/** Split what was typed or pasted: lines, commas and semicolons part the names; "Acme, Inc." stays one. */
export function splitNames(typed: string): string[] {
  const parts = typed
    .split(/[\n;]+|,(?!\s*(?:inc|ltd|llc|gmbh|ag|plc|corp|co)\b)/i)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return [...new Set(parts)];
}

/** `greenhouse:acme` is an address, anything with a host is a URL, the rest is a company's name. */
export function toBoard(name: string): { address: string } | { url: string } | { company: string } {
  if (/^[a-z]+:[\w.-]+$/i.test(name)) return { address: name.toLowerCase() };
  if (/^https?:\/\//i.test(name)) return { url: name };
  if (/^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(name)) return { url: `https://${name}` };
  return { company: name };
}
