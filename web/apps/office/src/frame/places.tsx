// Which location all pages are about: one of those somebody may see, chosen in the frame.

import type { Location } from "@comanda/api";
import { useApi, useWho } from "@comanda/session";
import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useMemo, useState } from "react";

const KEPT = "comanda.office.location";

interface Places {
  all: Location[];
  here: Location;
  choose: (id: string) => void;
}

const Given = createContext<Places | undefined>(undefined);

/** Every location somebody manages; an admin's are all. */
export function useLocations() {
  const api = useApi();
  const who = useWho();
  const account = who.kind === "account" ? who.account : undefined;
  return useQuery({
    queryKey: ["locations"],
    queryFn: async () => {
      const found: Location[] = [];
      let after: string | undefined;
      do {
        const { data } = await api.GET("/v1/locations", {
          params: { query: { limit: 100, ...(after ? { after } : {}) } },
        });
        found.push(...(data?.items ?? []));
        after = data?.next ?? undefined;
      } while (after);
      return found;
    },
    select: (found) =>
      account?.role === "admin"
        ? found
        : found.filter((one) => account?.locations.includes(one.id)),
  });
}

export function PlacesProvider({ all, children }: { all: Location[]; children: ReactNode }) {
  const [chosen, setChosen] = useState(() => localStorage.getItem(KEPT));
  const here = all.find((one) => one.id === chosen) ?? all[0];
  const places = useMemo(
    () =>
      here && {
        all,
        here,
        choose: (id: string) => {
          localStorage.setItem(KEPT, id);
          setChosen(id);
        },
      },
    [all, here],
  );
  return <Given value={places}>{children}</Given>;
}

export function usePlaces(): Places {
  const places = use(Given);
  if (!places) throw new Error("usePlaces outside of PlacesProvider");
  return places;
}

/** The location that pages are about. */
export function useHere(): Location {
  return usePlaces().here;
}
