/** Loads a part before it is gone to. If that fails it is loaded when it is. */
export function ahead(part: () => Promise<unknown>): void {
  part().catch(() => {});
}

/** Runs when the first page has been drawn and nobody waits; the way to call it off. */
export function whenIdle(work: () => void): () => void {
  // Safari has no idle callbacks.
  if (!("requestIdleCallback" in globalThis)) {
    const timer = setTimeout(work, 1_200);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(work, { timeout: 3_000 });
  return () => cancelIdleCallback(handle);
}
