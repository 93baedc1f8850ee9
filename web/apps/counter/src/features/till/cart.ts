// What somebody at the counter wants, until it is ordered. Prices are the server's to say.

import type { OptionGroup, Product } from "@comanda/api";

export interface Wanted {
  product: string;
  name: string;
  quantity: number;
  /** An option that is wanted twice is named twice. */
  options: string[];
  note: string;
}

/** Most pieces of one line, and most lines of an order: the server's limits. */
export const QUANTITY_MAX = 50;
export const LINES_MAX = 50;

function isSame(one: Wanted, other: Wanted): boolean {
  return (
    one.product === other.product &&
    one.note === other.note &&
    [...one.options].sort().join() === [...other.options].sort().join()
  );
}

/** Puts a line in the cart; the same once more is one more of it. */
export function added(cart: readonly Wanted[], line: Wanted): Wanted[] {
  const place = cart.findIndex((one) => isSame(one, line));
  const same = cart[place];
  if (!same) return cart.length < LINES_MAX ? [...cart, line] : [...cart];
  const quantity = Math.min(QUANTITY_MAX, same.quantity + line.quantity);
  return cart.with(place, { ...same, quantity });
}

/** Changes how many of a line there are; none takes it away. */
export function counted(cart: readonly Wanted[], place: number, quantity: number): Wanted[] {
  const line = cart[place];
  if (!line) return [...cart];
  return quantity > 0 ? cart.with(place, { ...line, quantity }) : cart.toSpliced(place, 1);
}

/** The questions of a product, in their order. */
export function groupsOf(product: Product, groups: readonly OptionGroup[]): OptionGroup[] {
  const byId = new Map(groups.map((group) => [group.id, group]));
  return (product.option_groups ?? []).flatMap((id) => byId.get(id) ?? []);
}

/** What a product comes with unless told, as far as it can be had. */
export function defaultsOf(groups: readonly OptionGroup[]): string[] {
  return groups
    .filter(({ min }) => min > 0)
    .flatMap(({ options }) => options)
    .filter((option) => option.default && option.available !== false)
    .map(({ id }) => id);
}

export function times(options: readonly string[], id: string): number {
  return options.filter((one) => one === id).length;
}

/** Chooses an option so many times. In a question with one answer it takes the place of the other. */
export function chosen(
  options: readonly string[],
  group: OptionGroup,
  id: string,
  count: number,
): string[] {
  const ofGroup = new Set(group.options.map((option) => option.id));
  const isSingle = group.max === 1;
  const others = options.filter((one) => one !== id && !(isSingle && ofGroup.has(one)));
  return [...others, ...Array<string>(count).fill(id)];
}

/** How many answers a question has, and whether there is room for another. */
export function answersOf(options: readonly string[], group: OptionGroup): number {
  return group.options.reduce((sum, { id }) => sum + times(options, id), 0);
}

/** The questions that are not answered as they must be. */
export function unanswered(
  options: readonly string[],
  groups: readonly OptionGroup[],
): OptionGroup[] {
  return groups.filter((group) => {
    const answers = answersOf(options, group);
    return answers < group.min || answers > group.max;
  });
}

/** The price of one with its options, in minor units: what the sheet shows while choosing. */
export function unitPrice(
  product: Product,
  groups: readonly OptionGroup[],
  options: readonly string[],
): number {
  const all = groups.flatMap((group) => group.options);
  return all.reduce(
    (sum, { id, price_difference_minor = 0 }) => sum + times(options, id) * price_difference_minor,
    product.price_minor,
  );
}
