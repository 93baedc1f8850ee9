// Changes of a menu, as functions from the menu there is to the menu there should be. A change is made
// of whatever menu is the newest, so that two people may work on different places at once.

import type { Category, Menu, OptionGroup, Product } from "@comanda/api";

export type Edit = (menu: Menu) => Menu;

/** Puts an item of a list somewhere else in it. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [item] = next.splice(from, 1);
  if (item !== undefined) next.splice(Math.min(Math.max(to, 0), next.length), 0, item);
  return next;
}

/** The products of a category, in its sequence. */
export function productsOf(menu: Menu, category: string): Product[] {
  return menu.products.filter((product) => product.category === category);
}

/** Products one category after the other, as guests see them. */
function ordered(menu: Menu, byCategory: (category: string) => Product[]): Menu {
  return { ...menu, products: menu.categories.flatMap((one) => byCategory(one.id)) };
}

/** Moves a category up (-1) or down (1). At an end it stays. */
export function moveCategory(id: string, by: number): Edit {
  return (menu) => {
    const at = menu.categories.findIndex((one) => one.id === id);
    const to = at + by;
    if (at < 0 || to < 0 || to >= menu.categories.length) return menu;
    const categories = moved(menu.categories, at, to);
    return ordered({ ...menu, categories }, (category) => productsOf(menu, category));
  };
}

/** Puts a category where another one is. */
export function dropCategory(id: string, onto: string): Edit {
  return (menu) => {
    const from = menu.categories.findIndex((one) => one.id === id);
    const to = menu.categories.findIndex((one) => one.id === onto);
    return from < 0 || to < 0 ? menu : moveCategory(id, to - from)(menu);
  };
}

/** Puts a product at a place in a category; from 0, counted without the product itself. */
export function placeProduct(id: string, category: string, place: number): Edit {
  return (menu) => {
    const product = menu.products.find((one) => one.id === id);
    if (!product || !menu.categories.some((one) => one.id === category)) return menu;
    return ordered(menu, (one) => {
      const rest = productsOf(menu, one).filter((other) => other.id !== id);
      if (one !== category) return rest;
      rest.splice(Math.min(Math.max(place, 0), rest.length), 0, { ...product, category });
      return rest;
    });
  };
}

/** Moves a product up (-1) or down (1), over the edge of its category into the next. */
export function moveProduct(id: string, by: 1 | -1): Edit {
  return (menu) => {
    const product = menu.products.find((one) => one.id === id);
    if (!product) return menu;
    const siblings = productsOf(menu, product.category);
    const place = siblings.findIndex((one) => one.id === id) + by;
    if (place >= 0 && place < siblings.length) {
      return placeProduct(id, product.category, place)(menu);
    }
    const at = menu.categories.findIndex((one) => one.id === product.category) + by;
    const next = menu.categories[at];
    if (!next) return menu;
    return placeProduct(id, next.id, by > 0 ? 0 : menu.products.length)(menu);
  };
}

/** Puts an entry in the place of the one with its id, or at the end. */
function put<T extends { id: string }>(list: readonly T[], entry: T): T[] {
  return list.some((one) => one.id === entry.id)
    ? list.map((one) => (one.id === entry.id ? entry : one))
    : [...list, entry];
}

export function putProduct(product: Product): Edit {
  return (menu) => {
    const next = { ...menu, products: put(menu.products, product) };
    return ordered(next, (category) => productsOf(next, category));
  };
}

export function putCategory(category: Category): Edit {
  return (menu) => ({ ...menu, categories: put(menu.categories, category) });
}

export function putGroup(group: OptionGroup): Edit {
  return (menu) => ({ ...menu, option_groups: put(menu.option_groups ?? [], group) });
}

export function removeProduct(id: string): Edit {
  return (menu) => ({ ...menu, products: menu.products.filter((one) => one.id !== id) });
}

/** Takes a category away, if there is nothing in it. */
export function removeCategory(id: string): Edit {
  return (menu) =>
    productsOf(menu, id).length > 0
      ? menu
      : { ...menu, categories: menu.categories.filter((one) => one.id !== id) };
}

/** Takes an option group away, from the products that ask it, too. */
export function removeGroup(id: string): Edit {
  return (menu) => ({
    ...menu,
    option_groups: (menu.option_groups ?? []).filter((one) => one.id !== id),
    products: menu.products.map((product) =>
      product.option_groups?.includes(id)
        ? { ...product, option_groups: product.option_groups.filter((one) => one !== id) }
        : product,
    ),
  });
}

/** An id made of a name, which nothing else has: `prd_cafe-au-lait-2`. */
export function freshId(
  kind: "cat" | "prd" | "grp" | "opt",
  name: string,
  taken: string[],
): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 48);
  const base = `${kind}_${plain || "new"}`;
  if (!taken.includes(base)) return base;
  for (let count = 2; ; count++) {
    if (!taken.includes(`${base}-${count}`)) return `${base}-${count}`;
  }
}
