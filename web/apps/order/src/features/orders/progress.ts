// How far an order is, as its customer cares to know.

import type { Order } from "@comanda/api";

export type Step = "placed" | "confirmed" | "preparing" | "ready" | "out-for-delivery" | "done";

export type Seen = Pick<
  Order,
  | "id"
  | "location"
  | "status"
  | "number"
  | "name"
  | "lines"
  | "currency"
  | "tip_minor"
  | "total_minor"
  | "placed_at"
  | "ready_at"
  | "version"
  | "timeline"
> &
  Partial<Pick<Order, "taxes" | "email" | "note" | "key" | "cancellation" | "non_delivery">> & {
    /** Whoever looks by a link is not told where somebody lives. */
    fulfilment: Order["fulfilment"] | { type: "delivery" };
    /** By a link, its code alone. */
    rejection?: Order["rejection"] | string;
  };

const PICKUP: readonly Step[] = ["placed", "confirmed", "preparing", "ready", "done"];
const DELIVERY: readonly Step[] = [
  "placed",
  "confirmed",
  "preparing",
  "ready",
  "out-for-delivery",
  "done",
];

/** Ends that nobody wanted. */
const FAILED = new Set(["rejected", "cancelled", "no-show", "undeliverable"]);
const DONE = new Set(["collected", "delivered"]);

export function stepsOf(order: Pick<Seen, "fulfilment">): readonly Step[] {
  return order.fulfilment.type === "delivery" ? DELIVERY : PICKUP;
}

/** Where it stands among its steps; `undefined` when it came to another end. */
export function stepOf(order: Pick<Order, "status">): Step | undefined {
  if (FAILED.has(order.status)) return undefined;
  return DONE.has(order.status) ? "done" : (order.status as Step);
}

/** Whether anything can still happen to it. */
export function isOver(order: Pick<Order, "status">): boolean {
  return FAILED.has(order.status) || DONE.has(order.status);
}

/** A customer can cancel until somebody begins to make it (docs/problems/orders.too-late-to-cancel.md). */
export function canCancel(order: Pick<Order, "status">): boolean {
  return order.status === "placed" || order.status === "confirmed";
}

/** Whole minutes until it is promised to be ready; not while that says nothing any more. */
export function minutesLeft(
  order: Pick<Order, "status" | "ready_at">,
  now: Date,
): number | undefined {
  if (!["placed", "confirmed", "preparing"].includes(order.status)) return undefined;
  return Math.max(0, Math.ceil((Date.parse(order.ready_at) - now.getTime()) / 60_000));
}

/** Of two answers about one order, the one that knows more: events may overtake answers. */
export function newer<O extends Pick<Order, "version">>(held: O | undefined, came: O): O {
  return held && held.version > came.version ? held : came;
}
