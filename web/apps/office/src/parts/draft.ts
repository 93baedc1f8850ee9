// What somebody has typed and not saved yet. It stays while they look at other pages, and the browser
// asks before the tab is closed.

import { useCallback, useEffect, useSyncExternalStore } from "react";

const drafts = new Map<string, unknown>();
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Asks before all drafts are lost at once. */
export function guardDrafts(): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    if (drafts.size > 0) event.preventDefault();
  };
  addEventListener("beforeunload", ask);
  return () => removeEventListener("beforeunload", ask);
}

export function keepDraft(key: string, value: unknown): void {
  drafts.set(key, value);
  tell();
}

export function dropDraft(key: string): void {
  if (drafts.delete(key)) tell();
}

export function readDraft<T>(key: string): T | undefined {
  return drafts.get(key) as T | undefined;
}

/** Forgets everything, when somebody signs out. */
export function dropDrafts(): void {
  drafts.clear();
  tell();
}

export interface Draft<T> {
  value: T;
  changed: boolean;
  set: (value: T) => void;
  drop: () => void;
}

/** A draft by its key, beginning as `saved`. What is typed back to `saved` is no draft any more. */
export function useDraft<T>(key: string, saved: T): Draft<T> {
  const kept = useSyncExternalStore(subscribe, () => readDraft<T>(key));
  const set = useCallback(
    (value: T) => {
      if (JSON.stringify(value) === JSON.stringify(saved)) dropDraft(key);
      else keepDraft(key, value);
    },
    [key, saved],
  );
  const drop = useCallback(() => dropDraft(key), [key]);
  useEffect(() => {
    // What was saved elsewhere meanwhile may be what is in the draft.
    if (kept !== undefined && JSON.stringify(kept) === JSON.stringify(saved)) dropDraft(key);
  }, [key, kept, saved]);
  return { value: kept ?? saved, changed: kept !== undefined, set, drop };
}

/** Whether anything whose key begins like this is not saved yet. */
export function useUnsaved(prefix: string): boolean {
  return useSyncExternalStore(subscribe, () =>
    [...drafts.keys()].some((key) => key.startsWith(prefix)),
  );
}
