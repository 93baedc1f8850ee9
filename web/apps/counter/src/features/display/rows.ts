// What the board shows that customers look at.

import { urgency } from "../tickets/ages.ts";
import { readySince, type Ticket } from "../tickets/ticket.ts";

export interface Rows {
  preparing: Ticket[];
  /** The newest first. */
  ready: Ticket[];
}

const ROWS_MAX = 14;
/** Whoever has not come by then looks at their phone. */
const READY_SHOWN_MS = 10 * 60_000;

export function rowsOf(tickets: readonly Ticket[], now: number, preparationMinutes: number): Rows {
  // What is brought to an address is waited for elsewhere.
  const here = tickets.filter(({ fulfilment, number }) => fulfilment.type !== "delivery" && number);
  const since = (ticket: Ticket) => readySince(ticket) ?? 0;
  const preparing = here
    .filter(({ status }) => status === "confirmed" || status === "preparing")
    .filter((ticket) => urgency(ticket, now, preparationMinutes) !== "later")
    .sort((one, other) => one.placed_at.localeCompare(other.placed_at));
  const ready = here
    .filter((ticket) => ticket.status === "ready" && now - since(ticket) < READY_SHOWN_MS)
    .sort((one, other) => since(other) - since(one));
  return { preparing: preparing.slice(0, ROWS_MAX), ready: ready.slice(0, ROWS_MAX) };
}
