// What the server says a cart costs, and when it would be ready.

import type { Fulfilment, Location, Quote } from "@comanda/api";
import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useOpenApi } from "../../lib/queries.ts";
import { type Cart, wantedOf } from "../cart/store.ts";

/** The ready time in it goes with the clock. */
const FRESH_MS = 20_000;

export function useQuote(
  location: Location,
  cart: Cart,
  fulfilment: Fulfilment,
  tipMinor: number,
): UseQueryResult<Quote> {
  const api = useOpenApi();
  const lines = wantedOf(cart);
  return useQuery({
    queryKey: ["quote", location.id, lines, fulfilment, tipMinor],
    enabled: lines.length > 0,
    queryFn: async () => {
      const body = { location: location.id, fulfilment, lines, tip_minor: tipMinor };
      const { data } = await api.POST("/v1/quotes", { body });
      if (!data) throw new TypeError("no quote");
      return data;
    },
    staleTime: FRESH_MS,
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
    retry: false,
  });
}
