// What today's sales come to beside those of the same day last week.

import type { components } from "@comanda/api";
import type { Bar } from "../../charts/Bars.tsx";

export type Sales = components["schemas"]["Sales"];
type Hours = Sales["by_hour"];

/** What was taken up to an hour of the day, that hour included. */
export function soFar(hours: Hours, hour: number): { orders: number; gross_minor: number } {
  const passed = hours.filter((one) => one.hour <= hour);
  return {
    orders: passed.reduce((sum, one) => sum + one.orders, 0),
    gross_minor: passed.reduce((sum, one) => sum + one.gross_minor, 0),
  };
}

/** How much more or less than before, as a share; nothing to compare with says nothing. */
export function change(now: number, before: number): number | undefined {
  return before > 0 ? (now - before) / before : undefined;
}

/** The hours to draw: those with sales on either day, what lies between, and the one it is now. */
export function hourBars(
  today: Hours,
  before: Hours,
  now: number,
  write: (hour: number) => { short: string; name: string },
): Bar[] {
  const of = (hours: Hours, hour: number) =>
    hours.find((one) => one.hour === hour)?.gross_minor ?? 0;
  const busy = [...today, ...before].filter((one) => one.orders > 0).map((one) => one.hour);
  const first = Math.max(Math.min(...busy, now, 8), 0);
  const last = Math.min(Math.max(...busy, now, 18), 23);
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const hour = first + at;
    return {
      ...write(hour),
      value: of(today, hour),
      compared: of(before, hour),
      ...(hour === now ? { open: true } : {}),
    };
  });
}

/** The share of orders that were ready when they were promised; of none there is none. */
export function kept(promise: Sales["promise"]): number | undefined {
  const all = promise.kept + promise.late;
  return all > 0 ? promise.kept / all : undefined;
}
