/** Keyboard shortcuts. They are single keys, so they can be switched off (WCAG 2.1.4) and keep silent where text is typed. */
import { readLocalStorageValue, useLocalStorage } from "@mantine/hooks";
import { useEffect, useRef } from "react";

const SWITCH = "rolecall-shortcuts";
/** How long after a first key (`g`) the second may follow (ms). */
const SEQUENCE = 1_200;

export const SHORTCUTS: { keys: string; does: string }[] = [
  { keys: "g p", does: "Go to the pipeline" },
  { keys: "g o", does: "Go to the postings" },
  { keys: "g s", does: "Go to the sources" },
  { keys: "g r", does: "Go to your profile" },
  { keys: "g f", does: "Go to your facts and answers" },
  { keys: "g ,", does: "Go to the settings" },
  { keys: "/", does: "Search the postings" },
  { keys: "j", does: "Next in the list" },
  { keys: "k", does: "Previous in the list" },
  { keys: "Enter", does: "Open what has the focus" },
  { keys: "p", does: "Prepare an application for the open posting" },
  { keys: "s", does: "Put the open posting on the shortlist, or take it off" },
  { keys: "x", does: "Say why the open posting is not for you, or take that back" },
  { keys: "a", does: "Say a fact, on the page of facts" },
  { keys: "?", does: "Show these shortcuts" },
];

export function useShortcutsOn() {
  return useLocalStorage({ key: SWITCH, defaultValue: true, getInitialValueInEffect: false });
}

/** Listen for keys while the component is shown. A key is what `KeyboardEvent.key` says, or two with a blank between. */
export function useKeys(handlers: Record<string, () => void>): void {
  const current = useRef(handlers);
  useEffect(() => {
    current.current = handlers;
  });
  useEffect(() => {
    let first = "";
    let firstAt = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (!readLocalStorageValue({ key: SWITCH, defaultValue: true })) return;
      if (document.querySelector("[aria-modal=true], [role=menu]")) return;
      const sequence = event.timeStamp - firstAt < SEQUENCE ? `${first} ${event.key}` : "";
      first = event.key;
      firstAt = event.timeStamp;
      const handler = current.current[sequence] ?? (sequence.startsWith("g ") ? undefined : current.current[event.key]);
      if (!handler) return;
      event.preventDefault();
      handler();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));
}
