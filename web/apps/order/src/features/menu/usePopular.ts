// What is ordered most at a location. It is asked for once nobody waits for anything else.

import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { whenIdle } from "../../lib/idle.ts";
import { useOpenApi } from "../../lib/queries.ts";
import type { Shop } from "../cart/maths.ts";
import { popularOf } from "./popular.ts";

/** The server works it out no more often. */
const FRESH_MS = 15 * 60_000;

export function usePopular(location: string, shop: Shop): readonly string[] {
  const api = useOpenApi();
  const [idle, setIdle] = useState(false);
  useEffect(() => whenIdle(() => setIdle(true)), []);
  const { data } = useQuery({
    queryKey: ["popular", location],
    enabled: idle,
    queryFn: async () => {
      const path = { location };
      const { data } = await api.GET("/v1/locations/{location}/popular", { params: { path } });
      return data?.items.map(({ product }) => product) ?? [];
    },
    staleTime: FRESH_MS,
    // Without it the menu is as good.
    retry: false,
  });
  return useMemo(() => popularOf(data ?? [], shop.products), [data, shop]);
}
