// Starts the app: what it is told, whose language it speaks, and what the first page shows, all at
// once. Nothing waits for who is here; that is found out when the page is drawn.

import "@comanda/ui/tokens.css";
import "@comanda/ui/base.css";
import "./shell/first.css";
import type { Api } from "@comanda/api";
import { loadConfig, openServices, ServicesProvider } from "@comanda/session";
import {
  applyBrand,
  applyTheme,
  chosenLanguage,
  type Language,
  loadWords,
  ToastsProvider,
  WordsProvider,
} from "@comanda/ui";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Router } from "wouter";
import { App } from "./App.tsx";
import { listenForInstall } from "./features/install/install.ts";
import { lastPlace } from "./features/places/last.ts";
import { goingForwards } from "./lib/page.tsx";
import { openApi, readLocations, readMenu } from "./lib/queries.ts";
import { dictionaries } from "./words/dictionaries.ts";

/** Where the app lives, such as `/order/`. */
const BASE = import.meta.env.BASE_URL;

async function start(root: HTMLElement): Promise<void> {
  applyTheme();
  listenForInstall();
  const language = chosenLanguage();
  // Offline, what the service worker keeps is an answer as any other.
  const queries = new QueryClient({
    defaultOptions: { queries: { retry: 1, networkMode: "always" } },
  });
  const told = loadConfig(BASE);
  // What the first page shows is asked for beside the words it is shown with, not after them.
  told.then(
    ({ api }) => ask(queries, openApi(api), language),
    () => undefined,
  );
  const [config, words] = await Promise.all([told, loadWords(dictionaries, language)]);
  document.title = config.brand.name;
  applyBrand(config.brand.accent);
  const services = openServices(config, BASE);
  createRoot(root).render(
    <StrictMode>
      <ServicesProvider services={services}>
        <WordsProvider first={words} dictionaries={dictionaries}>
          <QueryClientProvider client={queries}>
            <ToastsProvider>
              <Router
                base={BASE.replace(/\/$/, "")}
                aroundNav={(navigate, to, options) => {
                  goingForwards();
                  navigate(to, options);
                }}
              >
                <App />
              </Router>
            </ToastsProvider>
          </QueryClientProvider>
        </WordsProvider>
      </ServicesProvider>
    </StrictMode>,
  );
}

/** Asks for what the first page shows. */
function ask(queries: QueryClient, api: Api, language: Language): void {
  void queries.prefetchQuery({ queryKey: ["locations"], queryFn: () => readLocations(api) });
  const place = placeOf(location.pathname);
  if (!place) return;
  void queries.prefetchQuery({
    queryKey: ["menu", place, language],
    queryFn: () => readMenu(api, place, language),
  });
}

/** The location whose menu will be wanted first: the address's, or the last one. */
function placeOf(path: string): string | undefined {
  return /\/l\/([^/]+)/.exec(path)?.[1] ?? (lastPlace.get() || undefined);
}

const root = document.getElementById("app");
if (root) start(root);
