// What colleagues are called.

import { useApi } from "@comanda/session";
import { useQuery } from "@tanstack/react-query";
import { usePlace } from "../shell/Place.tsx";

const LOOK_AGAIN_MS = 10 * 60_000;

/** The name of whoever has an id, as far as it is known here. */
export function useTeam(): (id: string | null | undefined) => string | undefined {
  const api = useApi();
  const { id: location } = usePlace();
  const { data } = useQuery({
    queryKey: ["team", location],
    queryFn: async () => {
      const params = { path: { location } };
      const { data } = await api.GET("/v1/locations/{location}/team", { params });
      return new Map(data?.items.map(({ id, name }) => [id, name]));
    },
    staleTime: LOOK_AGAIN_MS,
  });
  return (id) => (id ? data?.get(id) : undefined);
}
