// Whether an order was ready when it was promised.

import type { Order } from "@comanda/api";

/**
 * How many minutes later it was ready than promised; none or fewer is on time. An order that has
 * not been ready, or was taken back since, has neither kept its promise nor broken it.
 */
export function minutesLate({ timeline, ready_at }: Order): number | undefined {
  const last = timeline.findLast(({ event }) => event === "ready" || event === "recalled");
  if (last?.event !== "ready") return undefined;
  return Math.ceil((Date.parse(last.at) - Date.parse(ready_at)) / 60_000);
}
