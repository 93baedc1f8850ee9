// The orders under way, kept up to date by the location's events.

import type { Order } from "@comanda/api";

/** Where an order stands while somebody has to do something with it, in that sequence. */
export const UNDER_WAY = ["placed", "confirmed", "preparing", "ready", "out-for-delivery"] as const;

export type Queue = ReadonlyMap<string, Order>;

/** The queue after something happened to an order; news that are older than what we know are none. */
export function heard(queue: Queue, order: Order): Queue {
  const known = queue.get(order.id);
  if (known && known.version >= order.version) return queue;
  const next = new Map(queue);
  // An order that has ended stays known until the page is left, or late news would bring it back.
  next.set(order.id, order);
  return next;
}

/** The orders that stand somewhere, those that wait longest first. */
export function standing(queue: Queue, status: string): Order[] {
  return [...queue.values()]
    .filter((order) => order.status === status)
    .sort((one, other) => one.placed_at.localeCompare(other.placed_at));
}

/** Everything under way, what was promised first in front. */
export function underWay(queue: Queue): Order[] {
  return [...queue.values()]
    .filter((order) => UNDER_WAY.some((status) => status === order.status))
    .sort((one, other) => one.ready_at.localeCompare(other.ready_at));
}
