// What was chosen, in the words of the menu.

import type { Product } from "@comanda/api";
import { groupsOf, meant, type Shop } from "./maths.ts";

/** The names of the options, those that are had several times with their number. */
export function optionNames(shop: Shop, product: Product, options: readonly string[]): string[] {
  return groupsOf(shop, product).flatMap((group) =>
    [...meant(group, options)]
      // The usual needs no words.
      .filter(([option, count]) => !option.default || count > 1)
      .map(([option, count]) => (count > 1 ? `${count} × ${option.name}` : option.name)),
  );
}
