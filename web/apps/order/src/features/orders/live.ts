// One order, as it is and as it goes on: read once, then followed. With its key it is anybody's to
// look at, without signing in.

import { follow, type Order } from "@comanda/api";
import { useApi, useServices } from "@comanda/session";
import { type UseQueryResult, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useOpenApi } from "../../lib/queries.ts";
import { isOver, newer, type Seen } from "./progress.ts";

export type Line = "live" | "lost" | "ended" | "opening";

/** One order, read when somebody comes to the page and whenever they come back to it. */
export function useOrderRead(id: string, key?: string): UseQueryResult<Seen> {
  const api = useApi();
  const open = useOpenApi();
  const queries = useQueryClient();
  return useQuery<Seen>({
    queryKey: ["order", id],
    queryFn: async () => {
      const path = { order: id };
      const { data } = key
        ? await open.GET("/v1/orders/{order}/shared", {
            params: { path, header: { "Order-Key": key } },
          })
        : await api.GET("/v1/orders/{order}", { params: { path } });
      if (!data) throw new TypeError("no order");
      const held = queries.getQueryData<Seen>(["order", id]);
      return newer(held, data as Seen);
    },
    retry: (count, thrown) => count < 3 && !(thrown instanceof Error && "status" in thrown),
  });
}

export function useOrder(
  id: string,
  key: string | undefined,
): { query: UseQueryResult<Seen>; line: Line } {
  const { session, config } = useServices();
  const queries = useQueryClient();
  const [line, setLine] = useState<Line>("opening");
  const query = useOrderRead(id, key);

  const known = query.data !== undefined;
  const over = query.data !== undefined && isOver(query.data);
  useEffect(() => {
    if (!known || over) return;
    const stop = new AbortController();
    const after = queries.getQueryData<Seen>(["order", id])?.version;
    const url = `${config.api}/v1/orders/${id}${key ? "/shared" : ""}/events`;
    follow<Order>({
      url,
      signal: stop.signal,
      after: after === undefined ? undefined : String(after),
      headers: async (): Promise<Record<string, string>> => {
        if (key) return { "order-key": key };
        const token = await session.token();
        return token ? { authorization: `Bearer ${token}` } : {};
      },
      event: (_, came) => {
        if (!came || typeof came !== "object" || !("version" in came)) return;
        queries.setQueryData<Seen>(["order", id], (held) => newer(held, came));
      },
      state: setLine,
    }).catch(() => setLine("ended"));
    return () => stop.abort();
  }, [id, key, known, over, session, config.api, queries]);

  return { query, line };
}
