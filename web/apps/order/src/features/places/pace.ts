// How a location takes orders at the moment.

import type { Location } from "@comanda/api";

export type Pace =
  | { kind: "open" | "busy"; minutes: number; closesSoon: string | undefined }
  | { kind: "paused"; until: string | undefined }
  | { kind: "closed"; opensAt: string | undefined };

/** Closing is worth saying an hour before. */
const SOON_MS = 3_600_000;

export function paceOf(location: Location, now: Date): Pace {
  const { paused_until, busy } = location;
  const comes = (at: string | null | undefined) =>
    at && Date.parse(at) > now.getTime() ? at : undefined;
  const paused = comes(paused_until);
  if (paused) return { kind: "paused", until: paused };
  if (!location.open) return { kind: "closed", opensAt: location.opens_at ?? undefined };
  const extra = busy && comes(busy.until) ? busy.extra_minutes : 0;
  const closes = location.closes_at ? Date.parse(location.closes_at) - now.getTime() : SOON_MS * 24;
  return {
    kind: extra > 0 ? "busy" : "open",
    minutes: location.preparation_minutes + extra,
    closesSoon: closes < SOON_MS ? (location.closes_at ?? undefined) : undefined,
  };
}
