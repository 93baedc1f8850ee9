// A menu as it can be had now: what its stock has run out of is sold out, as if somebody had said so.

import type { Menu } from "./types.ts";

/** The stock items of a menu of which nothing is left. */
export function runOut(menu: Menu): ReadonlySet<string> {
  return new Set((menu.stock_items ?? []).filter((item) => item.run_out).map(({ id }) => id));
}

/** The same menu, with everything that needs one of those sold out. */
export function asOffered(menu: Menu): Menu {
  const out = runOut(menu);
  if (out.size === 0) return menu;
  const offered = <T extends { stock_item?: string | null; available?: boolean }>(one: T): T =>
    one.stock_item && out.has(one.stock_item) ? { ...one, available: false } : one;
  return {
    ...menu,
    products: menu.products.map(offered),
    option_groups: (menu.option_groups ?? []).map((group) => ({
      ...group,
      options: group.options.map(offered),
    })),
  };
}
