// The times at which an order can be fetched: by the hours of the location, in its own time zone,
// from as soon as it can be made until a week ahead (docs/problems/orders.bad-pickup-time.md).

import type { Location } from "@comanda/api";

export interface DayOfSlots {
  /** Such as `2026-11-30`, as the location's calendar has it. */
  day: string;
  /** Moments (RFC 3339). */
  slots: string[];
}

const STEP_MINUTES = 15;
const DAYS = 7;
/** The clock goes on while somebody decides. */
const SPARE_MINUTES = 2;
const WEEKDAYS = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
] as const;

type Hours = Pick<Location, "hours" | "time_zone" | "switch" | "closed_until" | "paused_until">;

/** Days with at least one slot, from today. `minutes`: how long an order takes. */
export function slotsOf(location: Hours, minutes: number, now: Date): DayOfSlots[] {
  const soonest = now.getTime() + (minutes + SPARE_MINUTES) * 60_000;
  const last = now.getTime() + DAYS * 86_400_000;
  const closed = closedBefore(location);
  const days: DayOfSlots[] = [];
  // A range of yesterday may run past midnight.
  for (let ahead = -1; ahead <= DAYS; ahead++) {
    const day = dayIn(location.time_zone, now, ahead);
    for (const range of rangesOn(location.hours, day)) {
      for (let minute = range.from; minute < range.to; minute += STEP_MINUTES) {
        const at = moment(location.time_zone, day, minute);
        if (at < soonest || at > last || at < closed) continue;
        const shown = dayIn(location.time_zone, new Date(at), 0);
        const list = days.find((one) => one.day === shown)?.slots;
        const slot = new Date(at).toISOString();
        if (!list) days.push({ day: shown, slots: [slot] });
        else if (!list.includes(slot)) list.push(slot);
      }
    }
  }
  for (const one of days) one.slots.sort();
  return days.sort((one, other) => one.day.localeCompare(other.day));
}

/** Until when a location that was closed by hand stays so, or one that takes a break. */
function closedBefore(location: Hours): number {
  if (location.switch !== "closed") {
    const { paused_until } = location;
    return paused_until ? Date.parse(paused_until) : Number.NEGATIVE_INFINITY;
  }
  return location.closed_until ? Date.parse(location.closed_until) : Number.POSITIVE_INFINITY;
}

function rangesOn(hours: Location["hours"], day: string): { from: number; to: number }[] {
  const weekday = WEEKDAYS[new Date(`${day}T12:00:00Z`).getUTCDay()] ?? "sunday";
  const exceptions = hours.exceptions as Record<string, string[]> | undefined;
  const ranges = exceptions?.[day] ?? hours[weekday] ?? [];
  return ranges.flatMap((range) => {
    const [, h1, m1, h2, m2] = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(range) ?? [];
    if (h1 === undefined) return [];
    const from = Number(h1) * 60 + Number(m1);
    const to = Number(h2) * 60 + Number(m2);
    return [
      { from: Math.ceil(from / STEP_MINUTES) * STEP_MINUTES, to: to > from ? to : to + 1440 },
    ];
  });
}

/** The day it is in a zone, some days after a moment. */
export function dayIn(zone: string, now: Date, ahead: number): string {
  const today = partsIn(zone, now.getTime());
  const noon = Date.UTC(today.year, today.month - 1, today.day + ahead, 12);
  return new Date(noon).toISOString().slice(0, 10);
}

/** The moment at which a zone's clocks show so many minutes after the midnight of a day. */
function moment(zone: string, day: string, minutes: number): number {
  const wall = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000;
  // Twice, because the offset may be another one there than at the first guess.
  const guess = wall - offset(zone, wall);
  return wall - offset(zone, guess);
}

/** How far a zone is ahead of UTC, in milliseconds. */
function offset(zone: string, at: number): number {
  const { year, month, day, hour, minute } = partsIn(zone, at);
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / 60_000) * 60_000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function partsIn(zone: string, at: number) {
  let format = formats.get(zone);
  if (!format) {
    const numeric = "numeric" as const;
    const fields = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric };
    format = new Intl.DateTimeFormat("en-US", { ...fields, timeZone: zone, hourCycle: "h23" });
    formats.set(zone, format);
  }
  const found = Object.fromEntries(
    format.formatToParts(at).map(({ type, value }) => [type, +value]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = found;
  return { year, month, day, hour, minute };
}
