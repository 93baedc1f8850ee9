// Pages that open over another: closing one is going back, so that the way back is not full of them.

import { navigate } from "wouter/use-browser-location";

/** For the state of a link to a page that opens over the one it is on. */
export const OVER = { over: true };

/** Goes back to what is below; where somebody came from elsewhere, to `below`, a path of the app. */
export function closeOver(below: string): void {
  const state = history.state as Partial<typeof OVER> | null;
  if (state?.over) history.back();
  else navigate(`${import.meta.env.BASE_URL.replace(/\/$/, "")}${below}`, { replace: true });
}
