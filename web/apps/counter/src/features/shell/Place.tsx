// One location: what it is, and its desk, for all screens below.

import type { Location } from "@comanda/api";
import { useApi } from "@comanda/session";
import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useEffect } from "react";
import { keepPlace } from "../start/lastPlace.ts";
import type { Me } from "../tickets/drawer.ts";
import { DeskProvider } from "../tickets/useDesk.tsx";
import { Loading } from "./Loading.tsx";

/** Pace and opening hours change by themselves. */
const LOOK_AGAIN_MS = 30_000;
/** What is assumed of a location that could not be read yet. */
const PREPARATION_MINUTES = 8;

interface Given {
  id: string;
  me: Me;
  /** Nothing until it could be read. */
  location: Location | undefined;
  preparationMinutes: number;
}

export const PlaceContext = createContext<Given | undefined>(undefined);

export function Place(props: { location: string; me: Me; children: ReactNode }) {
  const { location: id, me, children } = props;
  const api = useApi();
  const { data: location } = useQuery({
    queryKey: ["place", id],
    queryFn: async () => {
      const params = { path: { location: id } };
      return (await api.GET("/v1/locations/{location}", { params })).data;
    },
    refetchInterval: LOOK_AGAIN_MS,
  });
  useEffect(() => keepPlace(id), [id]);
  const preparationMinutes = location?.preparation_minutes ?? PREPARATION_MINUTES;
  return (
    <PlaceContext value={{ id, me, location, preparationMinutes }}>
      <DeskProvider location={id} me={me} loading={<Loading />}>
        {children}
      </DeskProvider>
    </PlaceContext>
  );
}

export function usePlace(): Given {
  const given = use(PlaceContext);
  if (!given) throw new Error("usePlace outside of Place");
  return given;
}
