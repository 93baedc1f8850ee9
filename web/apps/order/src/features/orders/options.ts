import type { OrderLine } from "@comanda/api";

/** The options of a line that was ordered, those that were had several times with their number. */
export function optionsOf(line: Pick<OrderLine, "options">): string[] {
  return line.options.map(({ name, quantity }) => (quantity > 1 ? `${quantity} × ${name}` : name));
}
