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

/** A line with another quantity; with none it is gone. */
export function withQuantity(cart: Cart, id: string, quantity: number): Cart {
  const lines = cart.lines.flatMap((line) => {
    if (line.id !== id) return [line];
    return quantity < 1 ? [] : [{ ...line, quantity: Math.min(quantity, QUANTITY_MAX) }];
  });
  return { ...cart, lines };
}

/** Adds to the line that is the same, if there is one. What it answers takes just that off again. */
export function addLine(location: string, line: Omit<CartLine, "id">): () => void {
  const kept = cartOf(location);
  const cart = kept.get();
  const same = cart.lines.find(
    (one) =>
      one.product === line.product &&
      (one.note ?? "") === (line.note ?? "") &&
      sameChoice(one.options, line.options),
  );
  const { id, quantity: had } = same ?? { id: newId(), quantity: 0 };
  if (same) setQuantity(location, id, had + line.quantity);
  else kept.set({ ...cart, lines: [...cart.lines, { ...line, id }] });
  const added = quantityOf(location, id) - had;
  // A line that is gone was ordered or removed since.
  return () => setQuantity(location, id, quantityOf(location, id) - added);
}

/** Takes a line out. What it answers puts it back in its place. */
export function removeLine(location: string, id: string): () => void {
  const kept = cartOf(location);
  const { lines } = kept.get();
  const place = lines.findIndex((line) => line.id === id);
  setQuantity(location, id, 0);
  return () => {
    const { lines: left, ...rest } = kept.get();
    const back = lines.slice(place, place + 1);
    kept.set({ ...rest, lines: [...left.slice(0, place), ...back, ...left.slice(place)] });
  };
}

function quantityOf(location: string, id: string): number {
  const { lines } = cartOf(location).get();
  return lines.find((line) => line.id === id)?.quantity ?? 0;
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
