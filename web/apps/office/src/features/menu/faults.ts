// The whole menu is sent, so what is wrong is said by its place in the whole: `/products/12/name`.

import type { Menu } from "@comanda/api";
import { faultAt } from "../../parts/problems.ts";

/** What is wrong with a field of the entry with an id, or of the one that is new and stands last. */
export function faultOf(
  error: unknown,
  menu: Menu,
  list: "products" | "option_groups",
  id: string,
  field: string,
): string | undefined {
  const entries = menu[list] ?? [];
  const found = entries.findIndex((one) => one.id === id);
  const place = found < 0 ? entries.length : found;
  return faultAt(error, `/${list}/${place}/${field}`);
}
