// Starts the app, and keeps it for a reload without a network.

import "@comanda/ui/tokens.css";
import "@comanda/ui/base.css";
import { startApp } from "@comanda/session/start";
import { App } from "./App.tsx";
import { dictionaries } from "./words/index.ts";

/** Where the app lives: `/counter/`. */
const BASE = import.meta.env.BASE_URL;

function keep(): void {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  // Where there can be no worker the app is there all the same, as long as there is a network.
  navigator.serviceWorker.register(`${BASE}sw.js`, { scope: BASE }).catch(() => undefined);
}

addEventListener("load", keep);
startApp({ base: BASE, dictionaries, app: <App /> });
