// The hours of a location as they are read: a week, and the days that differ from it.

import type { Location } from "@comanda/api";

export const WEEK = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

/** How many days ahead it is worth knowing that one differs. */
const AHEAD_DAYS = 30;

/** The weekday of a day such as `2026-11-30`. */
export function weekdayOf(day: string): (typeof WEEK)[number] {
  return WEEK[(new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7] as (typeof WEEK)[number];
}

/** What is open on a weekday, as the week is read today: today as it is, the others as always. */
export function rangesOf(
  hours: Location["hours"],
  weekday: (typeof WEEK)[number],
  today: string,
): readonly string[] {
  const different = weekday === weekdayOf(today) ? hours.exceptions[today] : undefined;
  return different ?? hours[weekday];
}

/** The days that differ, from today on, the next first. */
export function otherDays(
  exceptions: Readonly<Record<string, string[]>>,
  today: string,
): { day: string; ranges: string[] }[] {
  const last = new Date(Date.parse(`${today}T12:00:00Z`) + AHEAD_DAYS * 86_400_000)
    .toISOString()
    .slice(0, 10);
  return Object.entries(exceptions)
    .filter(([day]) => day >= today && day <= last)
    .map(([day, ranges]) => ({ day, ranges }))
    .sort((one, other) => one.day.localeCompare(other.day));
}
