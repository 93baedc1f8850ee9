import type { Order } from "@comanda/api";
import { useApi } from "@comanda/session";
import { useQuery } from "@tanstack/react-query";

/** An order that is under way is looked at again. */
const REFRESHED_MS = 10_000;
const ENDED = ["rejected", "cancelled", "collected", "delivered", "no-show", "undeliverable"];

/** One order, as long as it is asked for by its id. */
export function useOrder(order: string, enabled = true) {
  const api = useApi();
  return useQuery({
    queryKey: ["order", order],
    enabled,
    queryFn: async () => {
      const { data } = await api.GET("/v1/orders/{order}", { params: { path: { order } } });
      return data as Order;
    },
    refetchInterval: (query) =>
      ENDED.includes(query.state.data?.status ?? "") ? false : REFRESHED_MS,
  });
}
