// What was sold beside what was sold before.

import type { components } from "@comanda/api";
import type { Bar } from "../../charts/Bars.tsx";

export type Sales = components["schemas"]["Sales"];
type Hours = Sales["by_hour"];
type Days = Sales["by_day"];

export interface Sum {
  orders: number;
  gross_minor: number;
  average_minor: number;
}

/** What a day had come to by a time of day. Of the hour that was under way, as much as had passed. */
export function soFar(hours: Hours, hour: number, minute: number): Sum {
  let [orders, gross] = [0, 0];
  for (const one of hours) {
    const part = one.hour < hour ? 1 : one.hour === hour ? minute / 60 : 0;
    orders += one.orders * part;
    gross += one.gross_minor * part;
  }
  return {
    orders: Math.round(orders),
    gross_minor: Math.round(gross),
    average_minor: orders > 0 ? Math.round(gross / orders) : 0,
  };
}

/** How much more or less than before, as a share; nothing to compare with says nothing. */
export function change(now: number, before: number): number | undefined {
  return before > 0 ? (now - before) / before : undefined;
}

interface Label {
  short: string;
  name: string;
}

/**
 * The hours to draw: those with sales now or before, what lies between, and the one it is now, if
 * the day is not over. Of several days, what they came to on average.
 */
export function hourBars(
  hours: Hours,
  before: Hours,
  now: number | undefined,
  days: number,
  write: (hour: number) => Label,
): Bar[] {
  const of = (all: Hours, hour: number) =>
    Math.round((all.find((one) => one.hour === hour)?.gross_minor ?? 0) / days);
  const busy = [...hours, ...before].filter((one) => one.orders > 0).map((one) => one.hour);
  if (now !== undefined) busy.push(now);
  const first = Math.min(...busy, 8);
  const last = Math.max(...busy, 18);
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const hour = first + at;
    return {
      ...write(hour),
      value: of(hours, hour),
      compared: of(before, hour),
      ...(hour === now ? { open: true } : {}),
    };
  });
}

/** A bar for every day, beside the day that stands at its place among those before. */
export function dayBars(days: Days, before: Days, write: (day: string) => Label): Bar[] {
  return days.map((one, at) => ({
    ...write(one.day),
    value: one.gross_minor,
    compared: before[at]?.gross_minor ?? 0,
  }));
}

/** The share of orders that were ready when they were promised; of none there is none. */
export function kept(promise: Sales["promise"]): number | undefined {
  const all = promise.kept + promise.late;
  return all > 0 ? promise.kept / all : undefined;
}
