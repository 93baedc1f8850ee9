// The cart of each location. It holds what is wanted and no prices: those are the menu's.

import { newId } from "../../lib/ids.ts";
import { type Kept, keptByLocation, useKept } from "../../lib/kept.ts";
import { sameChoice } from "../product/choice.ts";
import { QUANTITY_MAX, type Wanted } from "./maths.ts";

export interface CartLine extends Wanted {
  id: string;
  note?: string;
}

export interface Cart {
  lines: CartLine[];
  /**
   * The Idempotency-Key these lines go out with, once they have gone out and no answer has come: an
   * order that may have arrived must not become a second one.
   */
  key?: string;
}

/** Most lines of an order. */
export const LINES_MAX = 50;

export const cartOf: (location: string) => Kept<Cart> = keptByLocation<Cart>("cart", { lines: [] });

export function useCart(location: string): Cart {
  return useKept(cartOf(location));
}

/** Adds to the line that is the same, if there is one. */
export function withLine(cart: Cart, line: Omit<CartLine, "id">, id: string): Cart {
  const same = cart.lines.find(
    (one) =>
      one.product === line.product &&
      (one.note ?? "") === (line.note ?? "") &&
      sameChoice(one.options, line.options),
  );
  if (!same) return { ...cart, lines: [...cart.lines, { ...line, id }] };
  return withQuantity(cart, same.id, same.quantity + line.quantity);
}

/** A line with another quantity; with none it is gone. */
export function withQuantity(cart: Cart, id: string, quantity: number): Cart {
  const lines = cart.lines.flatMap((line) => {
    if (line.id !== id) return [line];
    return quantity < 1 ? [] : [{ ...line, quantity: Math.min(quantity, QUANTITY_MAX) }];
  });
  return { ...cart, lines };
}

export function addLine(location: string, line: Omit<CartLine, "id">): void {
  const cart = cartOf(location);
  cart.set(withLine(cart.get(), line, newId()));
}

export function setQuantity(location: string, id: string, quantity: number): void {
  const cart = cartOf(location);
  cart.set(withQuantity(cart.get(), id, quantity));
}

/** Puts another line in the place of one, as it is changed in its sheet. */
export function replaceLine(location: string, id: string, line: Omit<CartLine, "id">): void {
  const cart = cartOf(location);
  const { lines, ...rest } = cart.get();
  cart.set({ ...rest, lines: lines.map((one) => (one.id === id ? { ...line, id } : one)) });
}

export function countOf(cart: Cart): number {
  return cart.lines.reduce((sum, line) => sum + line.quantity, 0);
}

/** What the API is sent of the lines. */
export function wantedOf(cart: Cart) {
  return cart.lines.map(({ product, quantity, options, note }) => ({
    product,
    quantity,
    options,
    ...(note ? { note } : {}),
  }));
}
