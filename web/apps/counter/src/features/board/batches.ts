// What is still to be made, over all tickets: the same drinks are made in one go.

import { isOpen, type Ticket, type TicketLine } from "../tickets/ticket.ts";

export interface Batch {
  key: string;
  product: string;
  name: string;
  station: string;
  /** What was chosen that is not as usual, and what is. */
  options: string[];
  usual: string[];
  quantity: number;
  /** Which tickets want how many. */
  tickets: { id: string; number: string; quantity: number }[];
}

/** Counts by product and options, most first. */
export function allDay(
  tickets: readonly Ticket[],
  station?: string,
  names: Names = AS_ORDERED,
): Batch[] {
  const batches = new Map<string, Batch>();
  for (const ticket of tickets) {
    if (!isOpen(ticket) || !["confirmed", "preparing"].includes(ticket.status)) continue;
    for (const line of ticket.lines) {
      if (line.done || (station && line.station !== station)) continue;
      // A wish makes it another drink: it is not poured with the rest.
      const { usual, unusual } = choicesOf(line, names);
      const options = [...unusual, ...(line.note ? [line.note] : [])];
      const key = [line.product, ...options, ...usual].join("\n");
      const { product, station: made } = line;
      const name = names.product(product, line.name);
      const batch: Batch = batches.get(key) ?? {
        key,
        product,
        name,
        station: made,
        options,
        usual,
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

/** What things are called, where somebody reads them in another language than they were ordered in. */
export interface Names {
  isUsual: (option: string) => boolean;
  product: (id: string, ordered: string) => string;
  option: (id: string, ordered: string) => string;
}

const AS_ORDERED: Names = {
  isUsual: () => false,
  product: (_, ordered) => ordered,
  option: (_, ordered) => ordered,
};

/** What was chosen that is not as usual, and what is. */
export function choicesOf(line: TicketLine, names: Names): Record<"usual" | "unusual", string[]> {
  const those = (isUsual: boolean) => {
    const options = line.options.filter(({ option }) => names.isUsual(option) === isUsual);
    return optionsOf({ ...line, options }, names);
  };
  return { usual: those(true), unusual: those(false) };
}

/** The options of a line, each with how often it was chosen. */
export function optionsOf(line: TicketLine, names: Names = AS_ORDERED): string[] {
  return line.options.map(({ option, name, quantity }) => {
    const called = names.option(option, name);
    return quantity > 1 ? `${quantity}× ${called}` : called;
  });
}
