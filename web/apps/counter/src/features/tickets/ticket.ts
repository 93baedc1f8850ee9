// An order as the counter sees it.

import type { Order, OrderLine } from "@comanda/api";

export type Ticket = Order;
export type TicketLine = OrderLine;

/** Statuses in which somebody still has something to do. */
export const OPEN = ["placed", "confirmed", "preparing", "ready", "out-for-delivery"] as const;

const open: ReadonlySet<string> = new Set(OPEN);

export function isOpen(ticket: Ticket): boolean {
  return open.has(ticket.status);
}

/** When something last happened to it, in milliseconds. */
export function changedAt(ticket: Ticket): number {
  return Date.parse(ticket.timeline.at(-1)?.at ?? ticket.placed_at);
}

/** When it became ready, in milliseconds, unless it was recalled since. */
export function readySince(ticket: Ticket): number | undefined {
  const last = ticket.timeline.findLast(({ event }) => event === "ready" || event === "recalled");
  return last?.event === "ready" ? Date.parse(last.at) : undefined;
}

/** The time a customer has chosen, in milliseconds; nothing for as soon as possible. */
export function scheduledFor(ticket: Ticket): number | undefined {
  const { fulfilment } = ticket;
  return fulfilment.type === "pickup" && fulfilment.at ? Date.parse(fulfilment.at) : undefined;
}

/** The digits of a number, as people call them out: `42` of `A-042`. */
export function digitsOf(ticket: Ticket): string {
  return (ticket.number ?? "").replace(/\D/g, "").replace(/^0+(?=\d)/, "");
}
