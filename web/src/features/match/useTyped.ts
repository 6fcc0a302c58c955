import { useState } from "react";

/**
 * What stands in a field while it is typed, with its blanks; `value` is what it means elsewhere. When that changes by
 * something else than typing, such as a filter taken away, the field follows.
 */
export function useTyped(value: string | undefined): [string, (typed: string) => void] {
  const [typed, setTyped] = useState(value ?? "");
  const [before, setBefore] = useState(value);
  if (value !== before) {
    setBefore(value);
    if ((value ?? "") !== typed.trim()) setTyped(value ?? "");
  }
  return [typed, setTyped];
}
