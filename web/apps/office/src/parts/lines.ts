import type { OrderLine } from "@comanda/api";
import type { Formats } from "@comanda/ui";

/** What was ordered, on one line. Each item keeps its own direction among words of another. */
export function inOneLine(lines: OrderLine[], f: Formats): string {
  return f.list(lines.map((line) => `\u2068${f.number(line.quantity)} × ${line.name}\u2069`));
}
