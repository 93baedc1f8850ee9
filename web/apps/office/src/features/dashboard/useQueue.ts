import { follow, type Order } from "@comanda/api";
import { useServices } from "@comanda/session";
import { useEffect, useState } from "react";
import { heard, type Queue, UNDER_WAY } from "./queue.ts";

type State = "connecting" | "live" | "lost";

/**
 * The orders under way at a location. The list is read at once, and again whenever a connection stands,
 * so that nothing falls between the two.
 */
export function useQueue(location: string): { queue: Queue; state: State } {
  const { api, session, config } = useServices();
  const [queue, setQueue] = useState<Queue>(new Map());
  const [state, setState] = useState<State>("connecting");
  useEffect(() => {
    setQueue(new Map());
    setState("connecting");
    const stop = new AbortController();
    const read = async () => {
      const pages = await Promise.all(
        UNDER_WAY.map((status) =>
          api.GET("/v1/locations/{location}/orders", {
            params: { path: { location }, query: { status, limit: 100 } },
            signal: stop.signal,
          }),
        ),
      );
      const found = pages.flatMap(({ data }) => data?.items ?? []);
      setQueue((known) => found.reduce(heard, known));
    };
    // What goes wrong with it goes wrong with the stream, too, and is said there.
    read().catch(() => undefined);
    follow<Order>({
      url: `${config.api}/v1/locations/${location}/orders/events`,
      headers: async () => ({ authorization: `Bearer ${await session.token()}` }),
      signal: stop.signal,
      event: (_, order) => setQueue((known) => heard(known, order)),
      state: (next) => {
        if (next === "live")
          read()
            .then(() => setState("live"))
            .catch(() => setState("lost"));
        else setState("lost");
      },
    }).catch(() => setState("lost"));
    return () => stop.abort();
  }, [api, session, config, location]);
  return { queue, state };
}
