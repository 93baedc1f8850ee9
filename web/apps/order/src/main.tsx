// Starts the app. What the first page shows is asked for beside the words it is shown with.

import "@comanda/ui/tokens.css";
import "@comanda/ui/base.css";
import "./shell/first.css";
import { startApp } from "@comanda/session/start";
import { chosenLanguage } from "@comanda/ui";
import { QueryClient } from "@tanstack/react-query";
import { App } from "./App.tsx";
import { placeIn } from "./early.ts";
import { listenForInstall } from "./features/install/install.ts";
import { lastPlace } from "./features/places/last.ts";
import { goingForwards } from "./lib/page.tsx";
import { openApi, readLocations, readMenu } from "./lib/queries.ts";
import { dictionaries } from "./words/dictionaries.ts";

// Offline, what the service worker keeps is an answer as any other.
const queries = new QueryClient({
  defaultOptions: { queries: { retry: 1, networkMode: "always" } },
});

/** How long what is nearly there is worth waiting for, instead of drawing twice. */
const SOON_MS = 150;

/** Asks for what the first page shows. Until it is there, the page keeps the look it came with. */
async function ask(base: string): Promise<void> {
  const api = openApi(base);
  const asked = [
    queries.prefetchQuery({ queryKey: ["locations"], queryFn: () => readLocations(api) }),
  ];
  const place = placeIn(location.pathname) ?? lastPlace.get();
  if (place) {
    const language = chosenLanguage();
    const queryFn = () => readMenu(api, place, language);
    asked.push(queries.prefetchQuery({ queryKey: ["menu", place, language], queryFn }));
  }
  const late = new Promise((resolve) => setTimeout(resolve, SOON_MS));
  await Promise.race([Promise.all(asked), late]);
}

listenForInstall();
startApp({
  base: import.meta.env.BASE_URL,
  dictionaries,
  app: <App />,
  queries,
  told: ({ api, brand }) => {
    document.title = brand.name;
    return ask(api);
  },
  aroundNav: (navigate, to, options) => {
    goingForwards();
    navigate(to, options);
  },
});
