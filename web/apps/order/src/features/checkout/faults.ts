// What the server says cannot be had, in words and with the product's name.

import type { Quote } from "@comanda/api";
import { said } from "../../lib/problem.ts";
import type { Key } from "../../words/index.ts";
import type { Shop } from "../cart/maths.ts";
import type { Cart } from "../cart/store.ts";

export function faultsOf(
  quote: Quote | undefined,
  cart: Cart,
  shop: Shop,
  paused: boolean,
  t: (key: Key) => string,
): string[] {
  const all = (quote?.unavailable ?? []).map(({ pointer, code, detail }) => {
    const place = /^\/lines\/(\d+)/.exec(pointer)?.[1];
    const line = place === undefined ? undefined : cart.lines[Number(place)];
    const name = line && shop.products.get(line.product)?.name;
    // What cannot be had of a location is an hour, or a moment of rest.
    const meant =
      code === "orders.unavailable" && line === undefined
        ? paused
          ? "orders.location-busy"
          : "orders.location-closed"
        : code;
    const words = said(t, meant, detail);
    return name ? `${name}: ${words}` : words;
  });
  return [...new Set(all)];
}
