import type { paths } from "@comanda/api";
import { useApi } from "@comanda/session";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useHere } from "../../frame/places.tsx";

type Asked = NonNullable<paths["/v1/locations/{location}/orders"]["get"]["parameters"]["query"]>;

const LIMIT = 25;

/** Orders of this location that are as asked, newest first, page by page. */
export function useOrders(asked: Omit<Asked, "limit" | "after">) {
  const api = useApi();
  const { id: location } = useHere();
  return useInfiniteQuery({
    queryKey: ["orders", location, asked],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => {
      const { data } = await api.GET("/v1/locations/{location}/orders", {
        params: {
          path: { location },
          query: { ...asked, limit: LIMIT, ...(pageParam ? { after: pageParam } : {}) },
        },
      });
      return data ?? { items: [] };
    },
    getNextPageParam: (page) => page.next ?? undefined,
  });
}
