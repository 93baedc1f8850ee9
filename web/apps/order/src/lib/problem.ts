// What went wrong, in our own words where we have any.

import { asProblem } from "@comanda/api";
import { type Key, useWords } from "../words/index.ts";

/** Says a problem: by its code, or else as the server has put it. */
export function useProblem(): (thrown: unknown) => string {
  const { t } = useWords();
  return (thrown) => {
    const { code, message } = asProblem(thrown);
    return said(t, code, message);
  };
}

/** The words for a code; `otherwise` where we have none. */
export function said(t: (key: Key) => string, code: string, otherwise: string): string {
  const words = t(code as Key);
  return words === code ? otherwise : words;
}
