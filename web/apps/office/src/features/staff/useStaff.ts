import type { components } from "@comanda/api";
import { useApi } from "@comanda/session";
import { useQuery } from "@tanstack/react-query";

export type Member = components["schemas"]["StaffMember"];

/** Everybody who works here. */
export function useStaff() {
  const api = useApi();
  return useQuery({
    queryKey: ["staff"],
    queryFn: async () => (await api.GET("/v1/staff")).data?.items ?? [],
  });
}
