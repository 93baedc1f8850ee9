// What is still to be made, over all tickets: the same drinks are made in one go.

import { isOpen, type Ticket, type TicketLine } from "../tickets/ticket.ts";

export interface Batch {
  key: string;
  product: string;
  name: string;
  station: string;
  /** The chosen options, as they are written on a ticket. */
  options: string[];
  quantity: number;
  /** Which tickets want how many. */
  tickets: { id: string; number: string; quantity: number }[];
}

/** Counts by product and options, most first. */
export function allDay(tickets: readonly Ticket[], station?: string): Batch[] {
  const batches = new Map<string, Batch>();
  for (const ticket of tickets) {
    if (!isOpen(ticket) || !["confirmed", "preparing"].includes(ticket.status)) continue;
    for (const line of ticket.lines) {
      if (line.done || (station && line.station !== station)) continue;
      // A wish makes it another drink: it is not poured with the rest.
      const options = [...optionsOf(line), ...(line.note ? [line.note] : [])];
      const key = [line.product, ...options].join("\n");
      const { product, name, station: made } = line;
      const batch: Batch = batches.get(key) ?? {
        key,
        product,
        name,
        station: made,
        options,
        quantity: 0,
        tickets: [],
      };
      batch.quantity += line.quantity;
      const { id, number } = ticket;
      batch.tickets.push({ id, number: number ?? "", quantity: line.quantity });
      batches.set(key, batch);
    }
  }
  return [...batches.values()].sort(
    (one, other) => other.quantity - one.quantity || one.name.localeCompare(other.name),
  );
}

/** The options of a line, each with how often it was chosen. */
export function optionsOf(line: TicketLine): string[] {
  return line.options.map(({ name, quantity }) => (quantity > 1 ? `${quantity}× ${name}` : name));
}
