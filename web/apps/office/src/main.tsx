// Starts the app.

import "@comanda/ui/tokens.css";
import "@comanda/ui/base.css";
import { startApp } from "@comanda/session/start";
import { App } from "./App.tsx";
import { dictionaries } from "./words/index.ts";

startApp({ base: import.meta.env.BASE_URL, dictionaries, app: <App /> });
