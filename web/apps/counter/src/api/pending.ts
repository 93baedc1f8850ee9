// What the server is about to say, until the document says so. Nothing of it stays.

import type { OrderLine as LineOfNow, Order as OrderOfNow } from "@comanda/api";

export type Line = LineOfNow & { station: string; done: boolean };
export type Order = Omit<OrderOfNow, "lines"> & { lines: Line[]; rush: boolean; tip_minor: number };
