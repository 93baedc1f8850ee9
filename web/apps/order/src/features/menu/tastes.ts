// What somebody looks for and what they keep away from, and which products go with that.

import { ALLERGENS, type Allergen, type OptionGroup, type Product } from "@comanda/api";

export interface Tastes {
  /** Diets that a product must name, all of them. */
  diets: string[];
  avoid: string[];
}

export const NO_TASTES: Tastes = { diets: [], avoid: [] };

/** `with-choice`: as it comes it does not go, but with another option it does. */
export type Fit = "fits" | "with-choice" | "no";

/** Whether a product goes with what somebody likes. Sold-out options help nobody. */
export function fit(product: Product, groups: readonly OptionGroup[], tastes: Tastes): Fit {
  const diets = product.diets ?? [];
  const named = (diet: string) =>
    diets.includes(diet) || (diet === "vegetarian" && diets.includes("vegan"));
  if (!tastes.diets.every(named)) return "no";
  const avoided = (allergens: readonly string[] = []) =>
    allergens.some((one) => tastes.avoid.includes(one));
  if (avoided(product.allergens)) return "no";
  let found: Fit = "fits";
  for (const group of groups) {
    if (group.min === 0) continue;
    const free = group.options.filter(
      (option) => option.available !== false && !avoided(option.allergens),
    );
    if (free.length === 0) return "no";
    const defaults = group.options.filter((option) => option.default);
    if (defaults.some((option) => avoided(option.allergens))) found = "with-choice";
  }
  return found;
}

/** What is in it as chosen: the product's own allergens and those of the options, in their order. */
export function allergensOf(
  product: Product,
  groups: readonly OptionGroup[],
  chosen: readonly string[],
): Allergen[] {
  const all = new Set<string>(product.allergens ?? []);
  for (const group of groups) {
    for (const option of group.options) {
      if (chosen.includes(option.id)) for (const one of option.allergens ?? []) all.add(one);
    }
  }
  return ALLERGENS.filter((one) => all.has(one)) as Allergen[];
}

/** Whether every word of a search is somewhere in the texts, accents and case aside. */
export function matches(search: string, ...texts: (string | null | undefined)[]): boolean {
  const where = plain(texts.filter(Boolean).join(" "));
  return plain(search)
    .split(/\s+/)
    .every((word) => where.includes(word));
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .trim();
}
