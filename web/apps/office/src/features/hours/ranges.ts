// Opening hours as the API writes them, `07:00-18:00`, for fields and for drawings.

export interface Range {
  from: string;
  until: string;
}

/** The two times of a range. Midnight as an end is `00:00` in a field, `24:00` for the API. */
export function readRange(range: string): Range {
  const [from = "", until = ""] = range.split("-");
  return { from, until: until === "24:00" ? "00:00" : until };
}

export function writeRange({ from, until }: Range): string {
  return `${from}-${until === "00:00" ? "24:00" : until}`;
}

function minutes(time: string): number {
  const [hours = 0, rest = 0] = time.split(":").map(Number);
  return hours * 60 + rest;
}

export interface Segment {
  /** Minutes from midnight. */
  from: number;
  until: number;
  /** It began the evening before. */
  over: boolean;
}

const DAY = 1440;

/** What of a day is open: its own ranges, and what runs over from the day before. */
export function segments(ranges: string[], before: string[]): Segment[] {
  const own = ranges.map(readRange).map(({ from, until }) => {
    const [start, end] = [minutes(from), minutes(until)];
    return { from: start, until: end > start ? end : DAY, over: false };
  });
  const over = before.map(readRange).flatMap(({ from, until }) => {
    const [start, end] = [minutes(from), minutes(until)];
    return end > 0 && end <= start ? [{ from: 0, until: end, over: true }] : [];
  });
  return [...over, ...own];
}

/** How long a week is open, in minutes. */
export function openMinutes(days: string[][]): number {
  return days
    .flat()
    .map(readRange)
    .reduce((sum, { from, until }) => {
      const long = minutes(until) - minutes(from);
      return sum + (long > 0 ? long : long + DAY);
    }, 0);
}

/** Hours to begin with, when a day gets its first range or one more. */
export function nextRange(ranges: string[]): string {
  const last = ranges.at(-1);
  if (!last) return "08:00-18:00";
  const { until } = readRange(last);
  const start = Math.min(minutes(until) + 60, DAY - 120);
  const write = (at: number) =>
    `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
  return writeRange({ from: write(start), until: write(start + 60) });
}
