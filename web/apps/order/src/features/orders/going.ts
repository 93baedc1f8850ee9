// The order that is being made, so that every page leads back to it. Known before the first paint,
// so that nothing moves.

import { Kept } from "../../lib/kept.ts";
import { isOver, type Seen } from "./progress.ts";

type Ordered = Pick<Seen, "id" | "number" | "ready_at" | "status">;

export interface Going {
  order: string;
  number?: string;
  /** After that nobody is on their way to it any more, whatever became of it. */
  until: string;
}

/** How long after it was promised somebody may still come for it. */
const FETCHED_WITHIN_MS = 2 * 3_600_000;

export const goingKept = new Kept<Going | null>("going", null);

/**
 * What to lead back to once an order was seen: to it while it goes on, unless another one does that
 * is fetched before it.
 */
export function goingAfter(kept: Going | null, order: Ordered, now: Date): Going | null {
  if (isOver(order)) return kept?.order === order.id ? null : kept;
  const until = new Date(Date.parse(order.ready_at) + FETCHED_WITHIN_MS).toISOString();
  const other = kept && kept.order !== order.id && Date.parse(kept.until) > now.getTime();
  if (other && kept.until <= until) return kept;
  return { order: order.id, until, ...(order.number ? { number: order.number } : {}) };
}

/** What to lead back to now, on a page of the app; not from where one is looking at orders. */
export function goingNow(kept: Going | null, page: string, now: Date): Going | undefined {
  if (!kept || page.startsWith("/orders")) return undefined;
  return Date.parse(kept.until) > now.getTime() ? kept : undefined;
}
