import { useApi } from "@comanda/session";
import { useQuery } from "@tanstack/react-query";
import { useHere } from "../../frame/places.tsx";
import { scarceFirst } from "./change.ts";

const REFRESHED_MS = 30_000;

/** What is counted here, with what there is least of in front. */
export function useStock() {
  const api = useApi();
  const { id: location } = useHere();
  return useQuery({
    queryKey: ["stock", location],
    refetchInterval: REFRESHED_MS,
    select: scarceFirst,
    queryFn: async () => {
      const { data } = await api.GET("/v1/locations/{location}/stock", {
        params: { path: { location } },
      });
      return data?.items ?? [];
    },
  });
}
