import { useApi } from "@comanda/session";
import { useQuery } from "@tanstack/react-query";
import type { Span } from "./periods.ts";
import type { Sales } from "./sales.ts";

/** How old the figures get; what changes within seconds is in the queue beside them. */
const REFRESHED_MS = 60_000;

/** What a location sold on some days. */
export function useSales(location: string, { from, to }: Span) {
  const api = useApi();
  return useQuery({
    queryKey: ["sales", location, from, to],
    queryFn: async () => {
      const { data } = await api.GET("/v1/locations/{location}/sales", {
        params: { path: { location }, query: { from, to } },
      });
      return data as Sales;
    },
    refetchInterval: REFRESHED_MS,
  });
}
