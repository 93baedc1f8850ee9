// How fast the shop works, and for how much longer.

import type { Location } from "@comanda/api";

interface Pace {
  /** Seconds until orders are taken again, and until they take as long as usual again. */
  pausedS: number | undefined;
  busyS: number | undefined;
}

export function paceOf(
  location: Pick<Location, "paused_until" | "busy"> | undefined,
  now: number,
): Pace {
  return { pausedS: left(location?.paused_until, now), busyS: left(location?.busy?.until, now) };
}

function left(until: string | null | undefined, now: number): number | undefined {
  const seconds = until ? Math.ceil((Date.parse(until) - now) / 1000) : 0;
  return seconds > 0 ? seconds : undefined;
}

const DAY_MS = 24 * 60 * 60_000;

/** The midnight before a moment, where the shop is. */
export function startOfDay(now: number, timeZone: string): string {
  return new Date(midnightNear(now - sinceMidnightMs(now, timeZone), timeZone)).toISOString();
}

/** The midnight after a moment, where the shop is. */
export function endOfDay(now: number, timeZone: string): string {
  const midnight = now - sinceMidnightMs(now, timeZone) + DAY_MS;
  return new Date(midnightNear(midnight, timeZone)).toISOString();
}

/** How far a clock on the wall has gone since midnight. */
function sinceMidnightMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (wanted: string) => Number(parts.find(({ type }) => type === wanted)?.value ?? 0);
  return ((part("hour") * 60 + part("minute")) * 60 + part("second")) * 1000 + (at % 1000);
}

/** On the two days a year that are longer or shorter, midnight is an hour from where it seems. */
function midnightNear(at: number, timeZone: string): number {
  const passed = sinceMidnightMs(at, timeZone);
  return passed < DAY_MS / 2 ? at - passed : at + DAY_MS - passed;
}
