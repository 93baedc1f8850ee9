import { useEffect } from "react";

/** Keeps the screen on, as long as the page is seen. */
export function useWakeLock(): void {
  useEffect(() => {
    const stop = new AbortController();
    let lock: WakeLockSentinel | undefined;
    const ask = async () => {
      if (document.visibilityState !== "visible" || !navigator.wakeLock) return;
      // Refused when the battery is low, for instance: then the screen goes dark as it always does.
      lock = await navigator.wakeLock.request("screen").catch(() => undefined);
      if (stop.signal.aborted) lock?.release();
    };
    ask();
    document.addEventListener("visibilitychange", ask, { signal: stop.signal });
    return () => {
      stop.abort();
      lock?.release();
    };
  }, []);
}
