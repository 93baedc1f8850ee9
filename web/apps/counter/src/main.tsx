// Starts the app: what it is told, whose language it speaks, and who was here before, all at once.

import "@comanda/ui/tokens.css";
import "@comanda/ui/base.css";
import { loadConfig, openServices, ServicesProvider } from "@comanda/session";
import { applyBrand, applyTheme, loadWords, ToastsProvider, WordsProvider } from "@comanda/ui";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Router } from "wouter";
import { App } from "./App.tsx";
import { dictionaries } from "./words/index.ts";

/** Where the app lives, such as `/order/`. */
const BASE = import.meta.env.BASE_URL;

async function start(root: HTMLElement): Promise<void> {
  applyTheme();
  const [config, words] = await Promise.all([loadConfig(BASE), loadWords(dictionaries)]);
  applyBrand(config.brand.accent);
  const services = openServices(config, BASE);
  const queries = new QueryClient({ defaultOptions: { queries: { retry: 1 } } });
  createRoot(root).render(
    <StrictMode>
      <ServicesProvider services={services}>
        <WordsProvider first={words} dictionaries={dictionaries}>
          <QueryClientProvider client={queries}>
            <ToastsProvider>
              <Router base={BASE.replace(/\/$/, "")}>
                <App />
              </Router>
            </ToastsProvider>
          </QueryClientProvider>
        </WordsProvider>
      </ServicesProvider>
    </StrictMode>,
  );
}

/** Keeps the app for a reload without a network. */
function keep(): void {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  // Where there can be no worker the app is there all the same, as long as there is a network.
  navigator.serviceWorker.register(`${BASE}sw.js`, { scope: BASE }).catch(() => undefined);
}

// A tablet is open all day, and a part it loads late may be of a version that is gone: what was
// pressed outlives a reload.
addEventListener("vite:preloadError", () => location.reload());
addEventListener("load", keep);

const root = document.getElementById("app");
if (root) start(root);
