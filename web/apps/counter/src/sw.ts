// The service worker: the counter opens without a network. Tickets and what was pressed are not its
// business: they are kept by the page (features/tickets/drawer.ts).

import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { CacheFirst, NetworkFirst } from "workbox-strategies";

// `__WB_MANIFEST` is what the build puts in: every file of the app, with its version.
const worker = self as unknown as ServiceWorkerGlobalScope & {
  __WB_MANIFEST: { url: string; revision: string | null }[];
};

const BASE = "/counter/";
/** After so long what was there before is better than nothing. */
const WITHIN_S = 3;
const TOLD = "counter-told";
const PICTURES = "counter-pictures";

precacheAndRoute((self as unknown as typeof worker).__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(
  new NavigationRoute(createHandlerBoundToURL(`${BASE}index.html`), {
    denylist: [/silent\.html/],
  }),
);

/** What the app is told when it starts, and what everybody may read of a location. */
function isTold({ pathname }: URL): boolean {
  return pathname === `${BASE}config.json` || /^\/v1\/locations(\/[^/]+(\/menu)?)?$/.test(pathname);
}

registerRoute(
  ({ url }) => isTold(url),
  new NetworkFirst({ cacheName: TOLD, networkTimeoutSeconds: WITHIN_S }),
);
registerRoute(
  ({ url }) => /^\/(v1\/)?pictures\//.test(url.pathname),
  new CacheFirst({ cacheName: PICTURES }),
);

worker.addEventListener("install", (event) => {
  worker.skipWaiting();
  // The page was told before there was a worker to keep it.
  const keep = async () => (await caches.open(TOLD)).add(`${BASE}config.json`);
  event.waitUntil(keep());
});
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
