// Which ticket stands where on the board.

import { beginsAt, urgency } from "../tickets/ages.ts";
import { changedAt, digitsOf, isOpen, readySince, type Ticket } from "../tickets/ticket.ts";
import type { Shown } from "../tickets/useDesk.tsx";

export const COLUMNS = ["new", "preparing", "ready"] as const;
export type ColumnName = (typeof COLUMNS)[number];

export interface Columns extends Record<ColumnName, Shown[]> {
  /** Ordered for later: nobody has to begin them yet. */
  later: Shown[];
}

const COLUMN_OF: Record<string, ColumnName> = {
  confirmed: "new",
  preparing: "preparing",
  ready: "ready",
  "out-for-delivery": "ready",
};

export interface Wanted {
  /** Only tickets with something to make there. */
  station?: string | undefined;
  /** A number, or some of a name. */
  search?: string | undefined;
}

/** The open tickets in their columns: what is rushed first, then what has waited longest. */
export function columnsOf(
  shown: readonly Shown[],
  now: number,
  preparationMinutes: number,
  wanted: Wanted = {},
): Columns {
  const columns: Columns = { new: [], preparing: [], ready: [], later: [] };
  for (const one of shown) {
    const { ticket } = one;
    const column = COLUMN_OF[ticket.status];
    if (!column || !isWanted(ticket, column, wanted)) continue;
    const isLater = column === "new" && urgency(ticket, now, preparationMinutes) === "later";
    columns[isLater && !ticket.rush ? "later" : column].push(one);
  }
  const rank = ({ ticket }: Shown) => readySince(ticket) ?? beginsAt(ticket, preparationMinutes);
  for (const name of [...COLUMNS, "later"] as const) {
    columns[name].sort(
      (one, other) =>
        Number(other.ticket.rush) - Number(one.ticket.rush) ||
        rank(one) - rank(other) ||
        one.ticket.id.localeCompare(other.ticket.id),
    );
  }
  return columns;
}

function isWanted(ticket: Ticket, column: ColumnName, { station, search }: Wanted): boolean {
  if (station && column !== "ready" && !ticket.lines.some((line) => line.station === station)) {
    return false;
  }
  return !search || isFound(ticket, search);
}

/** Whether a ticket is what somebody types or scans: its number, some of a name, or its id. */
export function isFound(ticket: Ticket, search: string): boolean {
  const text = search.trim().toLowerCase();
  if (/^\d+$/.test(text)) return digitsOf(ticket).startsWith(text.replace(/^0+(?=\d)/, ""));
  const number = ticket.number?.toLowerCase();
  return (
    ticket.id === text ||
    number === text ||
    number?.replace("-", "") === text ||
    (ticket.name ?? "").toLowerCase().includes(text)
  );
}

/** Where something is to be made, as far as the open tickets say. */
export function stationsOf(shown: readonly Shown[]): string[] {
  const found = new Set<string>();
  for (const { ticket } of shown) {
    if (COLUMN_OF[ticket.status]) for (const { station } of ticket.lines) found.add(station);
  }
  return [...found].sort();
}

/** What ended last, newest first. */
export function recentlyDone(shown: readonly Shown[], most = 40): Shown[] {
  return shown
    .filter(({ ticket }) => !isOpen(ticket) && ticket.number)
    .sort((one, other) => changedAt(other.ticket) - changedAt(one.ticket))
    .slice(0, most);
}
