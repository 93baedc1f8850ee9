// The session, the API and the configuration, for every component of an app.

import { type Api, createApi } from "@comanda/api";
import { createContext, type ReactNode, use, useSyncExternalStore } from "react";
import type { Config } from "./config.ts";
import { Session, type Who } from "./session.ts";

export interface Services {
  api: Api;
  session: Session;
  config: Config;
}

/** Makes what an app works with. `base` is the path it lives under, such as `/order/`. */
export function openServices(config: Config, base: string): Services {
  const session = new Session(config, base);
  const api = createApi({
    base: config.api,
    token: session.token,
    refused: session.refused,
  });
  return { api, session, config };
}

const Given = createContext<Services | undefined>(undefined);

export function ServicesProvider(props: { services: Services; children: ReactNode }) {
  return <Given value={props.services}>{props.children}</Given>;
}

export function useServices(): Services {
  const services = use(Given);
  if (!services) throw new Error("useServices outside of ServicesProvider");
  return services;
}

export function useApi(): Api {
  return useServices().api;
}

/** Who is using the app, now and whenever that changes. */
export function useWho(): Who {
  const { session } = useServices();
  return useSyncExternalStore(session.subscribe, session.who);
}
