// Whose an order is.

import type { Order } from "@comanda/api";

const BELONGS = ["placed", "taken-over"];

/**
 * The customer with an account whom an order belongs to. A guest has none, nor has who was forgotten;
 * and what was ordered at the counter is nobody's.
 */
export function customerOf({ timeline }: Order): string | undefined {
  if (timeline.some(({ event }) => event === "forgotten")) return undefined;
  const by = timeline.findLast(({ event }) => BELONGS.includes(event))?.by;
  return by?.role === "customer" && !by.id.startsWith("guest_") ? by.id : undefined;
}
