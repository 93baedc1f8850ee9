// The menu of a location as it is written, with the tag of its version.

import type { Api, Menu } from "@comanda/api";
import { queryOptions } from "@tanstack/react-query";

export interface TaggedMenu {
  menu: Menu;
  /** What a change is based on. */
  etag: string;
}

export async function readMenu(api: Api, location: string): Promise<TaggedMenu> {
  const { data, response } = await api.GET("/v1/locations/{location}/menu", {
    params: { path: { location } },
    cache: "no-store",
  });
  if (!data) throw new Error("a menu without a body");
  return { menu: data, etag: response.headers.get("etag") ?? "" };
}

export const menuQuery = (api: Api, location: string) =>
  queryOptions({
    queryKey: ["menu", location],
    queryFn: () => readMenu(api, location),
  });
