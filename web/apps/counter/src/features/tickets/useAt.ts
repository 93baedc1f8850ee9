// What follows from the time of day. One timer for all, and a component is drawn again only when what
// it shows has changed.

import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const tell of listeners) tell();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** What `of` says of this moment, looked at once a second. It answers plain values. */
export function useAt<T extends string | number | boolean | undefined>(of: (now: number) => T): T {
  return useSyncExternalStore(subscribe, () => of(Date.now()));
}
