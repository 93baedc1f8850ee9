// What everybody may read: locations and menus. It is asked for without a token, so that nothing
// waits for finding out who is here, and what the first page preloads is what is used.

import { type Api, asOffered, createApi, type Location, type Menu } from "@comanda/api";
import { useServices } from "@comanda/session";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { takeEarlyMenu } from "../early.ts";
import { useWords } from "../words/index.ts";

/** Prices and what is sold out change while somebody is choosing. */
const MENU_FRESH_MS = 30_000;
const LOCATIONS_FRESH_MS = 30_000;

const open = new Map<string, Api>();

/** The API for what everybody may ask. */
export function openApi(base: string): Api {
  const found = open.get(base) ?? createApi({ base, token: async () => undefined });
  open.set(base, found);
  return found;
}

export function useOpenApi(): Api {
  return openApi(useServices().config.api);
}

export async function readLocations(api: Api): Promise<Location[]> {
  const all: Location[] = [];
  let after: string | undefined;
  do {
    const { data } = await api.GET("/v1/locations", after ? { params: { query: { after } } } : {});
    if (!data) break;
    all.push(...data.items);
    after = data.next ?? undefined;
  } while (after);
  return all;
}

export function useLocations(): UseQueryResult<Location[]> {
  const api = useOpenApi();
  return useQuery({
    queryKey: ["locations"],
    queryFn: () => readLocations(api),
    staleTime: LOCATIONS_FRESH_MS,
    refetchInterval: 60_000,
  });
}

/** One location, out of the same answer. `undefined` when there is none of that name. */
export function useLocationOf(id: string): {
  location: Location | undefined;
  query: UseQueryResult<Location[]>;
} {
  const query = useLocations();
  return { location: query.data?.find((one) => one.id === id), query };
}

export async function readMenu(api: Api, location: string, language: string): Promise<Menu> {
  const early = await takeEarlyMenu(location, language);
  if (early) return asOffered(early);
  const { data } = await api.GET("/v1/locations/{location}/menu", {
    params: { path: { location }, query: { language } },
  });
  if (!data) throw new TypeError("no menu");
  return asOffered(data);
}

export function useMenu(location: string): UseQueryResult<Menu> {
  const api = useOpenApi();
  const { language } = useWords();
  return useQuery({
    queryKey: ["menu", location, language],
    queryFn: () => readMenu(api, location, language),
    staleTime: MENU_FRESH_MS,
    refetchInterval: 60_000,
    // The menu in the other language stays until the new one is there.
    placeholderData: (before, query) => (query?.queryKey[1] === location ? before : undefined),
  });
}
