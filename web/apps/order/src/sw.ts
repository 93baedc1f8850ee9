// The service worker: the app opens without a network, the menu can be read, and "ready" is said
// even when the page is closed. Nothing that belongs to a person is kept by it.

import type { WorkboxPlugin } from "workbox-core/types.js";
import { ExpirationPlugin } from "workbox-expiration";
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { CacheFirst, NetworkFirst, StaleWhileRevalidate } from "workbox-strategies";

// `__WB_MANIFEST` is what the build puts in: the files of the first screen, with their versions.
const worker = self as unknown as ServiceWorkerGlobalScope & {
  __WB_MANIFEST: { url: string; revision: string | null }[];
};

const BASE = "/order/";
const NAMES = {
  files: "comanda-files",
  told: "comanda-told",
  menus: "comanda-menus",
  pictures: "comanda-pictures",
};
/** After so long, a menu of before is better than none yet. */
const MENU_WITHIN_S = 3;
const PICTURES_MAX = 150;

/** Keeps no more than so many. Its own types are laxer than ours. */
function atMost(maxEntries: number): WorkboxPlugin {
  return new ExpirationPlugin({ maxEntries, purgeOnQuotaError: true }) as WorkboxPlugin;
}

const files = new CacheFirst({
  cacheName: NAMES.files,
  plugins: [atMost(60)],
});
const told = new StaleWhileRevalidate({ cacheName: NAMES.told });
const menus = new NetworkFirst({
  cacheName: NAMES.menus,
  networkTimeoutSeconds: MENU_WITHIN_S,
  plugins: [atMost(40)],
});
const pictures = new CacheFirst({
  cacheName: NAMES.pictures,
  plugins: [atMost(PICTURES_MAX)],
});

// The manifest carries the café's name, which changes without a build.
precacheAndRoute(
  (self as unknown as typeof worker).__WB_MANIFEST.filter((entry) => {
    const url = typeof entry === "string" ? entry : entry.url;
    return !url.endsWith(".webmanifest");
  }),
);
cleanupOutdatedCaches();
registerRoute(
  new NavigationRoute(createHandlerBoundToURL(`${BASE}index.html`), {
    denylist: [/silent\.html/, /\/signed-in/],
  }),
);
registerRoute(({ url }) => url.pathname.startsWith(`${BASE}assets/`), files);
registerRoute(({ url }) => url.pathname === `${BASE}config.json`, told);
registerRoute(({ url }) => isMenu(url), menus);
registerRoute(({ url }) => isPicture(url), pictures);

/** What everybody may read of a location: itself, its menu, and what of it is popular. */
function isMenu(url: URL): boolean {
  return /^\/v1\/locations(\/[^/]+(\/(menu|popular))?)?$/.test(url.pathname);
}

function isPicture(url: URL): boolean {
  return /^\/(v1\/)?pictures\//.test(url.pathname);
}

worker.addEventListener("install", () => void worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("message", (event) => {
  const { keep } = (event.data ?? {}) as { keep?: string[] };
  if (keep) event.waitUntil(Promise.all(keep.map(keepOne)));
});

/** Keeps something that was loaded before there was a worker. */
async function keepOne(address: string): Promise<void> {
  const url = new URL(address);
  const name = isPicture(url)
    ? NAMES.pictures
    : isMenu(url)
      ? NAMES.menus
      : url.pathname.endsWith("config.json")
        ? NAMES.told
        : NAMES.files;
  const cache = await caches.open(name);
  if (await cache.match(address)) return;
  const answer = await fetch(address).catch(() => undefined);
  if (answer?.ok) await cache.put(address, answer);
}

interface Pushed {
  title: string;
  body: string;
  order: string;
}

worker.addEventListener("push", (event) => {
  const pushed = event.data?.json() as Pushed | undefined;
  if (!pushed) return;
  event.waitUntil(
    worker.registration.showNotification(pushed.title, {
      body: pushed.body,
      // A later word about the same order takes the place of the earlier.
      tag: pushed.order,
      icon: `${BASE}icon-192.png`,
      data: `${BASE}orders/${pushed.order}`,
    }),
  );
});

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(show(event.notification.data as string));
});

/** The order's page: in a window that is open, or a new one. */
async function show(path: string): Promise<void> {
  const [open] = await worker.clients.matchAll({ type: "window" });
  if (!open) {
    await worker.clients.openWindow(path);
    return;
  }
  await open.focus();
  await open.navigate(path);
}
