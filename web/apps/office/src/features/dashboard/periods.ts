// Which days are looked at, and which they are compared with.

import { plusDays } from "../../parts/zones.ts";

export const PERIODS = ["today", "yesterday", "week", "month"] as const;
export type Period = (typeof PERIODS)[number];

export interface Span {
  from: string;
  to: string;
}

/**
 * Whole days but for today, and before them as many that begin on the same weekday: a Monday is no
 * Saturday. Four weeks are as much as one question may ask for.
 */
const DAYS: Record<Period, { first: number; last: number; back: number }> = {
  today: { first: 0, last: 0, back: 7 },
  yesterday: { first: -1, last: -1, back: 7 },
  week: { first: -7, last: -1, back: 7 },
  month: { first: -28, last: -1, back: 28 },
};

export function isPeriod(word: string): word is Period {
  return PERIODS.some((one) => one === word);
}

export function spansOf(period: Period, today: string): { now: Span; before: Span } {
  const { first, last, back } = DAYS[period];
  return {
    now: { from: plusDays(today, first), to: plusDays(today, last) },
    before: { from: plusDays(today, first - back), to: plusDays(today, last - back) },
  };
}
