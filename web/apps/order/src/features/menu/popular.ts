// Which products are called popular.

import type { Shop } from "../cart/maths.ts";

/** Where everything is popular nothing is: one product in so many, at most. */
const ONE_IN = 5;

/** Those that are shown as popular, of what was ordered most and is on the menu. */
export function popularOf(ordered: readonly string[], products: Shop["products"]): string[] {
  const known = ordered.filter((id) => products.has(id));
  return known.slice(0, Math.floor(products.size / ONE_IN));
}
