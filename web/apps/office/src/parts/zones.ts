// Days and times of a location, wherever the owner is.

/** The date there, `2026-11-30`. */
export function dayIn(timeZone: string, at: Date): string {
  // Sweden writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(at);
}

/** The hour there, 0 to 23. */
export function hourIn(timeZone: string, at: Date): number {
  const hour = new Intl.DateTimeFormat("en", { timeZone, hour: "2-digit", hourCycle: "h23" });
  return Number(hour.format(at));
}

/** A date some days later. Dates have no zone, so neither has this. */
export function plusDays(day: string, days: number): string {
  const at = new Date(`${day}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** What `datetime-local` shows of an instant, there. */
export function localOf(timeZone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "short",
  });
  return parts.format(at).replace(" ", "T");
}

/**
 * The instant of a local time there, `2026-11-30T08:15`. A time that clocks jump over is taken as
 * much later as they jump; one that comes twice is taken the first time.
 */
export function instantOf(timeZone: string, local: string): Date {
  const wanted = Date.parse(`${local}:00Z`);
  const offset = (at: number) => Date.parse(`${localOf(timeZone, new Date(at))}:00Z`) - at;
  const guess = wanted - offset(wanted - 86_400_000);
  const better = wanted - offset(wanted + 86_400_000);
  const exact = [guess, better].filter((at) => localOf(timeZone, new Date(at)) === local);
  return new Date(exact.length > 0 ? Math.min(...exact) : guess);
}

/**
 * Days there, of which either may be open, as the API takes a span: the last one counts to its end.
 * What is no day of our time is none yet: a year is 2, 20 and 202 before it is typed.
 */
export function spanOf(timeZone: string, from: string, to: string): { from?: string; to?: string } {
  const begin = (day: string) => instantOf(timeZone, `${day}T00:00`).toISOString();
  return {
    ...(isDay(from) ? { from: begin(from) } : {}),
    ...(isDay(to) ? { to: begin(plusDays(to, 1)) } : {}),
  };
}

function isDay(text: string): boolean {
  const isDate = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
  return isDate && text > "1970-01-01" && text < "9999";
}

/** Monday to Sunday of a date: 0 to 6. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;
}
