// The browser's offer to install the app, kept until somebody wants it.

import { useSyncExternalStore } from "react";

interface InstallPrompt extends Event {
  prompt: () => Promise<void>;
}

let offer: InstallPrompt | undefined;
const listeners = new Set<() => void>();

function tell(next: InstallPrompt | undefined): void {
  offer = next;
  for (const listener of listeners) listener();
}

/** To be called once, before the browser makes its offer. */
export function listenForInstall(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    tell(event as InstallPrompt);
  });
  addEventListener("appinstalled", () => tell(undefined));
}

/** Installs, where the browser offers it. */
export function useInstall(): (() => Promise<void>) | undefined {
  const found = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => offer,
  );
  if (!found) return undefined;
  return async () => {
    await found.prompt();
    tell(undefined);
  };
}

/** Safari on phones makes no offer: it has to be found in its menu. */
export function isSafariOnPhone(): boolean {
  const standalone = matchMedia("(display-mode: standalone)").matches;
  return !standalone && /iPhone|iPad/.test(navigator.userAgent);
}
