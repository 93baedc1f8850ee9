// Where somebody is, asked for when they want it. It is kept in this page only, and sent nowhere.

import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Coordinates } from "./near.ts";

/** Longest that somebody looks at a button that thinks. */
const PATIENCE_MS = 10_000;
/** Nobody walks to another café in less. */
const FRESH_MS = 60_000;

/** Whether the browser can tell at all: only on pages that nobody can have tampered with. */
export function canTellWhere(): boolean {
  return isSecureContext && "geolocation" in navigator;
}

export function useHere(): UseQueryResult<Coordinates, GeolocationPositionError> {
  return useQuery({
    queryKey: ["here"],
    queryFn: ask,
    // Until it is asked for, nobody is asked.
    enabled: false,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

function ask(): Promise<Coordinates> {
  return new Promise((found, missed) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => found({ latitude, longitude }),
      missed,
      { timeout: PATIENCE_MS, maximumAge: FRESH_MS },
    );
  });
}
