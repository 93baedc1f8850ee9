import type { Key } from "../../words/index.ts";
import type { Verb } from "../tickets/actions.ts";

/** What the button of the next step says. */
export const NEXT_WORDS: Partial<Record<Verb, Key>> = {
  start: "startVerb",
  ready: "readyVerb",
  collect: "collectVerb",
  dispatch: "dispatchVerb",
  deliver: "deliverVerb",
};
