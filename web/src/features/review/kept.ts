/** An edit that is not saved yet, kept in this browser so that nothing is lost when the page is left. */
import { NOTHING, size, type Edit } from "./edit";

export interface Kept {
  version: number;
  edit: Edit;
}

const PREFIX = "rolecall.edit.";

/** What was kept for an application, or null. */
export function kept(applicationId: string): Kept | null {
  try {
    const found: unknown = JSON.parse(window.localStorage.getItem(PREFIX + applicationId) ?? "null");
    return isKept(found) ? found : null;
  } catch {
    return null;
  }
}

/** Keep an edit; an empty one is forgotten. */
export function keep(applicationId: string, version: number, edit: Edit): void {
  try {
    if (size(edit) === 0) window.localStorage.removeItem(PREFIX + applicationId);
    else window.localStorage.setItem(PREFIX + applicationId, JSON.stringify({ version, edit } satisfies Kept));
  } catch {
    // A browser that keeps nothing (private mode, full) still edits.
  }
}

export const forget = (applicationId: string) => keep(applicationId, 0, NOTHING);

function isKept(found: unknown): found is Kept {
  if (typeof found !== "object" || found === null || !("version" in found) || !("edit" in found)) return false;
  const edit = found.edit as Partial<Edit> | null;
  return typeof found.version === "number" && typeof edit?.texts === "object" && typeof edit.orders === "object" && edit.design !== undefined;
}
