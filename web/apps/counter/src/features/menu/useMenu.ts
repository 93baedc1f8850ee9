// The menu of this place, in the language of whoever works here.

import { useApi } from "@comanda/session";
import { useQuery } from "@tanstack/react-query";
import { useWords } from "../../words/index.ts";
import { usePlace } from "../shell/Place.tsx";

/** What has sold out elsewhere, or is back by itself, shows within this time. */
const LOOK_AGAIN_MS = 60_000;

export function useMenu() {
  const api = useApi();
  const { id } = usePlace();
  const { language } = useWords();
  return useQuery({
    queryKey: ["menu", id, language],
    queryFn: async () => {
      const params = { path: { location: id }, query: { language } };
      const { data } = await api.GET("/v1/locations/{location}/menu", { params });
      if (!data) throw new TypeError("no menu");
      return data;
    },
    refetchInterval: LOOK_AGAIN_MS,
  });
}
