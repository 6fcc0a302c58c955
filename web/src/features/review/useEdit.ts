import { useEffect, useReducer } from "react";

import { after, begin, type Edit, type History, type Step } from "./edit";
import { keep } from "./kept";

/** The edit with its history; every step is kept in this browser. */
export function useEdit(applicationId: string, version: number, first: Edit): [History, (step: Step) => void] {
  const [history, step] = useReducer(after, first, begin);
  useEffect(() => keep(applicationId, version, history.now), [applicationId, version, history.now]);
  return [history, step];
}
