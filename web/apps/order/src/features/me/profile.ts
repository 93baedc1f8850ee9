// What the server keeps of whoever has an account.

import type { Profile } from "@comanda/api";
import { useApi, useWho } from "@comanda/session";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";

export function useProfile(): UseQueryResult<Profile> {
  const api = useApi();
  const who = useWho();
  return useQuery({
    queryKey: ["profile", who.kind === "account" ? who.account.id : ""],
    enabled: who.kind === "account",
    queryFn: async () => {
      const { data } = await api.GET("/v1/me");
      if (!data) throw new TypeError("no profile");
      return data;
    },
    staleTime: 60_000,
  });
}

/** An address on its lines, as a label for a door. */
export function linesOf(address: Profile["addresses"][number]): string[] {
  const town = [address.postcode, address.city].filter(Boolean).join(" ");
  return [...address.lines, town, ...(address.delivery_note ? [address.delivery_note] : [])];
}
