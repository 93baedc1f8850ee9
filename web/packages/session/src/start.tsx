// Starts an app: what it is told and whose language it speaks, at once. Nothing waits for who is here;
// that is found out when the page is drawn.

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
import { type AroundNavHandler, Router } from "wouter";
import { type Config, loadConfig } from "./config.ts";
import { openServices, ServicesProvider } from "./context.tsx";

interface Starting {
  /** Where the app lives, such as `/counter/`. */
  base: string;
  dictionaries: Dictionaries<string>;
  app: ReactNode;
  /** What it has read; unless it has ideas of its own of how. */
  queries?: QueryClient;
  /**
   * Called as soon as the app has been told about the café, before its words are there. Nothing is
   * drawn before it is done.
   */
  told?: (config: Config) => Promise<void>;
  /** Called around each way to another page. */
  aroundNav?: AroundNavHandler;
}

export async function startApp(starting: Starting): Promise<void> {
  const { base, dictionaries, app, told, aroundNav } = starting;
  const { queries = new QueryClient({ defaultOptions: { queries: { retry: 1 } } }) } = starting;
  const root = document.getElementById("app");
  if (!root) return;
  reloadWhenRenewed();
  applyTheme();
  const telling = loadConfig(base).then(async (config) => {
    await told?.(config);
    return config;
  });
  const [config, words] = await Promise.all([telling, loadWords(dictionaries)]);
  applyBrand(config.brand.accent);
  const services = openServices(config, base);
  createRoot(root).render(
    <StrictMode>
      <ServicesProvider services={services}>
        <WordsProvider first={words} dictionaries={dictionaries}>
          <QueryClientProvider client={queries}>
            <ToastsProvider>
              <Router base={base.replace(/\/$/, "")} {...(aroundNav ? { aroundNav } : {})}>
                {app}
              </Router>
            </ToastsProvider>
          </QueryClientProvider>
        </WordsProvider>
      </ServicesProvider>
    </StrictMode>,
  );
}
