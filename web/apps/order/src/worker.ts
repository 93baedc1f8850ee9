// Registers the service worker, and has it keep what this page was loaded with: the first visit is
// over before the worker is there.

const BASE = import.meta.env.BASE_URL;

export async function startWorker(): Promise<void> {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  await navigator.serviceWorker.register(`${BASE}sw.js`, { scope: BASE });
  const { active } = await navigator.serviceWorker.ready;
  const loaded = performance
    .getEntriesByType("resource")
    .map((entry) => entry.name)
    .filter((name) => /\/assets\/|\/v1\/locations|config\.json|\/pictures\//.test(name));
  active?.postMessage({ keep: [...new Set(loaded)] });
}
