/** An edit of a package before it is saved: what changed against the version it started from, with undo and redo. */
import type { Item, Package } from "@/api/shapes";

/** New wordings by line (null leaves the line out), new orders by list, another design. What is as it was is not in it. */
export interface Edit {
  texts: Record<string, string | null>;
  orders: Record<string, string[]>;
  design: Package["design"] | null;
}

export const NOTHING: Edit = { texts: {}, orders: {}, design: null };

/** `mark` names what was typed into last, and when: what is typed in one go is one step back. */
export interface History {
  past: Edit[];
  now: Edit;
  future: Edit[];
  mark: { line: string; at: number } | null;
}

export type Step =
  | { type: "write"; line: string; text: string; own: string; at: number }
  | { type: "leaveOut"; line: string }
  | { type: "putBack"; line: string }
  | { type: "order"; list: string; ids: string[]; own: string[] }
  | { type: "design"; design: Package["design"]; own: Package["design"] }
  | { type: "undo" }
  | { type: "redo" }
  | { type: "start"; edit: Edit };

const IN_ONE_GO = 1_000;
const STEPS_KEPT = 200;

export const begin = (now: Edit = NOTHING): History => ({ past: [], now, future: [], mark: null });

/** The history after a step. */
export function after(history: History, step: Step): History {
  const { past, now, future, mark } = history;
  if (step.type === "start") return begin(step.edit);
  if (step.type === "undo") {
    const before = past.at(-1);
    return before === undefined ? history : { past: past.slice(0, -1), now: before, future: [now, ...future], mark: null };
  }
  if (step.type === "redo") {
    const next = future[0];
    return next === undefined ? history : { past: [...past, now], now: next, future: future.slice(1), mark: null };
  }
  const next = changed(now, step);
  if (same(next, now)) return history;
  const goesOn = step.type === "write" && mark?.line === step.line && step.at - mark.at < IN_ONE_GO;
  return {
    past: goesOn ? past : [...past, now].slice(-STEPS_KEPT),
    now: next,
    future: [],
    mark: step.type === "write" ? { line: step.line, at: step.at } : null,
  };
}

function changed(now: Edit, step: Exclude<Step, { type: "undo" | "redo" | "start" }>): Edit {
  switch (step.type) {
    case "write":
      return { ...now, texts: folded(step.text) === step.own ? without(now.texts, step.line) : { ...now.texts, [step.line]: step.text } };
    case "leaveOut":
      return { ...now, texts: { ...now.texts, [step.line]: null } };
    case "putBack":
      return { ...now, texts: without(now.texts, step.line) };
    case "order":
      return { ...now, orders: sameList(step.ids, step.own) ? without(now.orders, step.list) : { ...now.orders, [step.list]: step.ids } };
    case "design":
      return { ...now, design: step.design === step.own ? null : step.design };
  }
}

const folded = (text: string) => text.trim().replace(/\s+/g, " ");
const sameList = (one: string[], other: string[]) => one.length === other.length && one.every((id, at) => id === other[at]);
const same = (one: Edit, other: Edit) => JSON.stringify(one) === JSON.stringify(other);

function without<T>(map: Record<string, T>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(map).filter(([name]) => name !== key));
}

/** How many things an edit changes. */
export function size({ texts, orders, design }: Edit): number {
  return Object.keys(texts).length + Object.keys(orders).length + (design === null ? 0 : 1);
}

/** The edit as the API takes it. A line that was emptied is left out. */
export function wire({ texts, orders }: Edit): { changes: { id: string; text: string | null }[]; order: string[][] } {
  return {
    changes: Object.entries(texts).map(([id, text]) => ({ id, text: text === null || folded(text) === "" ? null : text })),
    order: Object.values(orders),
  };
}

/** What of an edit fits another version: lines and lists that it has. */
export function fitting(edit: Edit, made: Package): Edit {
  const known = new Set([...made.resume.sections.flatMap(({ items }) => items), ...made.letter.paragraphs.flatMap(({ sentences }) => sentences)].map(({ id }) => id));
  const lists = new Map([...made.resume.sections.flatMap(({ items }) => runs(items)), ...letterLists(made)].filter((run) => run.list !== null).map((run) => [run.list, run.ids]));
  const texts = Object.entries(edit.texts).filter(([id]) => known.has(id));
  const orders = Object.entries(edit.orders).filter(([list, ids]) => sameList([...(lists.get(list) ?? [])].sort(), [...ids].sort()));
  return { ...edit, texts: Object.fromEntries(texts), orders: Object.fromEntries(orders) };
}

/** Lines that stand together; those of a `list` may change places with each other. */
export interface Run {
  list: string | null;
  ids: string[];
}

/** The lines of a section, points under one entry as one list. */
export function runs(items: Pick<Item, "id" | "role">[]): Run[] {
  const found: Run[] = [];
  let entry = "";
  for (const { id, role } of items) {
    const last = found.at(-1);
    if (role !== "bullet") {
      entry = id;
      found.push({ list: null, ids: [id] });
    } else if (last !== undefined && last.list !== null) last.ids.push(id);
    else found.push({ list: `under ${entry === "" ? id : entry}`, ids: [id] });
  }
  return found;
}

/** The sentences of each paragraph of the letter; those of a list may change places. */
export function letterLists(made: Package): Run[] {
  return made.letter.paragraphs.map(({ kind, sentences }) => {
    const ids = sentences.map(({ id }) => id);
    return { list: kind === "list" ? `letter ${ids[0] ?? ""}` : null, ids };
  });
}

/** The ids with one of them moved by so many places; the same when it cannot go there. */
export function moved(ids: string[], id: string, by: number): string[] {
  const at = ids.indexOf(id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= ids.length) return ids;
  const next = ids.filter((other) => other !== id);
  next.splice(to, 0, id);
  return next;
}
