// What somebody likes to have, as they like to have it: kept here, and with an account by the server.

import { Kept, keptByLocation } from "../../lib/kept.ts";
import { sameChoice } from "../product/choice.ts";

export interface Favourite {
  location: string;
  product: string;
  options: string[];
  note?: string;
}

/** Most that the server keeps. */
export const FAVOURITES_MAX = 50;

export const favouritesKept = new Kept<Favourite[]>("favourites", []);

function same(one: Favourite, other: Favourite): boolean {
  return (
    one.location === other.location &&
    one.product === other.product &&
    sameChoice(one.options, other.options)
  );
}

export function isFavourite(all: readonly Favourite[], one: Favourite): boolean {
  return all.some((other) => same(one, other));
}

/** All of them with this one, or without it if it was among them. The newest are first. */
export function toggled(all: readonly Favourite[], one: Favourite): Favourite[] {
  if (isFavourite(all, one)) return all.filter((other) => !same(one, other));
  return [one, ...all].slice(0, FAVOURITES_MAX);
}

/** What is in either, the first before the second. */
export function united(first: readonly Favourite[], second: readonly Favourite[]): Favourite[] {
  const more = second.filter((one) => !isFavourite(first, one));
  return [...first, ...more].slice(0, FAVOURITES_MAX);
}

/** What was ordered last at each location, the newest first. */
export const againAt = keptByLocation<Omit<Favourite, "location">[]>("again", []);

const AGAIN_MAX = 8;

/** Remembers the lines of an order that was placed. */
export function rememberOrdered(location: string, lines: Omit<Favourite, "location">[]): void {
  const kept = againAt(location);
  const plain = lines.map(({ product, options, note }) => ({
    product,
    options,
    ...(note ? { note } : {}),
  }));
  const before = kept
    .get()
    .filter(
      (one) =>
        !plain.some(
          (new_) => new_.product === one.product && sameChoice(new_.options, one.options),
        ),
    );
  kept.set([...plain, ...before].slice(0, AGAIN_MAX));
}
