// How allergens, diets and the fields of an entry are called.

import { ALLERGENS } from "@comanda/api";
import type { Key } from "../../words/index.ts";

const DIETS: Record<string, Key> = {
  vegan: "diet_vegan",
  vegetarian: "diet_vegetarian",
  "gluten-free": "diet_gluten_free",
  "lactose-free": "diet_lactose_free",
  "sugar-free": "diet_sugar_free",
  decaffeinated: "diet_decaffeinated",
  halal: "diet_halal",
  kosher: "diet_kosher",
  organic: "diet_organic",
};

type Say = (key: Key) => string;

export function allergenChoices(t: Say) {
  return ALLERGENS.map((value) => ({ value: value as string, label: t(`allergen_${value}`) }));
}

export function dietChoices(t: Say) {
  return Object.entries(DIETS).map(([value, key]) => ({ value, label: t(key) }));
}

const FIELDS: Record<string, Key> = {
  name: "name",
  description: "description",
  translations: "texts_in",
  category: "category",
  price_minor: "price",
  tax_class: "tax_class",
  allergens: "allergens",
  diets: "diets",
  option_groups: "option_groups",
  options: "options",
  stock_item: "stock_item",
  station: "station",
  image: "picture",
  available: "availability",
  sold_out_until: "availability",
  min: "choices_min",
  max: "choices_max",
};

export function fieldName(t: Say, field: string): string {
  const key = FIELDS[field];
  return key ? t(key) : field;
}
