// Starts an app for people who work here: what it is told and whose language it speaks, at once.

import {
  applyBrand,
  applyTheme,
  type Dictionaries,
  loadWords,
  reloadWhenRenewed,
  ToastsProvider,
  WordsProvider,
} from "@comanda/ui";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Router } from "wouter";
import { loadConfig } from "./config.ts";
import { openServices, ServicesProvider } from "./context.tsx";

interface Starting {
  /** Where the app lives, such as `/counter/`. */
  base: string;
  dictionaries: Dictionaries<string>;
  app: ReactNode;
}

export async function startApp({ base, dictionaries, app }: Starting): Promise<void> {
  const root = document.getElementById("app");
  if (!root) return;
  reloadWhenRenewed();
  applyTheme();
  const [config, words] = await Promise.all([loadConfig(base), loadWords(dictionaries)]);
  applyBrand(config.brand.accent);
  const services = openServices(config, base);
  const queries = new QueryClient({ defaultOptions: { queries: { retry: 1 } } });
  createRoot(root).render(
    <StrictMode>
      <ServicesProvider services={services}>
        <WordsProvider first={words} dictionaries={dictionaries}>
          <QueryClientProvider client={queries}>
            <ToastsProvider>
              <Router base={base.replace(/\/$/, "")}>{app}</Router>
            </ToastsProvider>
          </QueryClientProvider>
        </WordsProvider>
      </ServicesProvider>
    </StrictMode>,
  );
}
