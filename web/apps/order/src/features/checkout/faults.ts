// What the server says cannot be had, in words and with the product's name.

import type { Quote } from "@comanda/api";
import { said } from "../../lib/problem.ts";
import type { useWords } from "../../words/index.ts";
import type { Shop } from "../cart/maths.ts";
import type { Cart } from "../cart/store.ts";

type Words = Pick<ReturnType<typeof useWords>, "t">;

/** The words for a code: of a break, when it ends where that is known. */
export function refusedBy(
  code: string,
  detail: string,
  back: string | undefined,
  t: Words["t"],
): string {
  if (code === "orders.location-paused" && back) return t("paused_back", { time: back });
  return said(t, code, detail);
}

/** Everything that stands in the way of an order. `back`: when a break ends. */
export function faultsOf(
  quote: Quote | undefined,
  cart: Cart,
  shop: Shop,
  back: string | undefined,
  t: Words["t"],
): string[] {
  const all = (quote?.unavailable ?? []).map(({ pointer, code, detail }) => {
    const place = /^\/lines\/(\d+)/.exec(pointer)?.[1];
    const line = place === undefined ? undefined : cart.lines[Number(place)];
    const name = line && shop.products.get(line.product)?.name;
    // What cannot be had of a location is an hour.
    const hour = code === "orders.unavailable" && line === undefined;
    const words = refusedBy(hour ? "orders.location-closed" : code, detail, back, t);
    return name ? `${name}: ${words}` : words;
  });
  return [...new Set(all)];
}
