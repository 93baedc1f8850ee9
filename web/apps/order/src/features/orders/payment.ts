// How far an order is paid. Only its customer is told.

import type { Payment } from "@comanda/api";
import { useApi } from "@comanda/session";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Seen } from "./progress.ts";

/** What is held is taken soon after an order is ready, which the order does not tell. */
const TAKEN_AFTER_MS = 5_000;

export function usePayment(order: Seen | undefined, mine = true): UseQueryResult<Payment | null> {
  const api = useApi();
  const id = order?.id ?? "";
  return useQuery({
    queryKey: ["payment", id, order?.version],
    enabled: order !== undefined && mine,
    queryFn: async () => {
      const { data } = await api.GET("/v1/orders/{order}/payment", {
        params: { path: { order: id } },
      });
      return data ?? null;
    },
    placeholderData: (before) => before,
    refetchInterval: ({ state: { data } }) =>
      data?.state === "authorised" && order?.status === "ready" && TAKEN_AFTER_MS,
  });
}
