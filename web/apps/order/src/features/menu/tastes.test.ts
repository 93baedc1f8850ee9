import type { OptionGroup, Product } from "@comanda/api";
import { expect, test } from "vitest";
import { allergensOf, fit, matches } from "./tastes.ts";

const latte = {
  id: "prd_latte",
  name: "Latte",
  diets: ["vegetarian"],
  allergens: [],
} as unknown as Product;

function milk(...options: Partial<OptionGroup["options"][number]>[]): OptionGroup {
  return { id: "grp_milk", name: "Milk", min: 1, max: 1, options } as OptionGroup;
}

const whole = { id: "opt_whole", allergens: ["milk"], default: true } as const;
const oat = { id: "opt_oat", allergens: ["gluten"] } as const;

test("who keeps away from milk can have a latte with another drink in it", () => {
  const groups = [milk({ ...whole, allergens: ["milk"] }, { ...oat, allergens: ["gluten"] })];
  expect(fit(latte, groups, { diets: [], avoid: ["milk"] })).toBe("with-choice");
  expect(fit(latte, groups, { diets: [], avoid: ["milk", "gluten"] })).toBe("no");
  expect(fit(latte, groups, { diets: [], avoid: ["nuts"] })).toBe("fits");
});

test("a way out that is sold out is none", () => {
  const groups = [
    milk({ ...whole, allergens: ["milk"] }, { ...oat, allergens: ["gluten"], available: false }),
  ];
  expect(fit(latte, groups, { diets: [], avoid: ["milk"] })).toBe("no");
});

test("what is vegan is vegetarian, too, and not the other way round", () => {
  const vegan = { ...latte, diets: ["vegan"] } as Product;
  expect(fit(vegan, [], { diets: ["vegetarian"], avoid: [] })).toBe("fits");
  expect(fit(latte, [], { diets: ["vegan"], avoid: [] })).toBe("no");
});

test("allergens follow the options", () => {
  const groups = [milk({ ...whole, allergens: ["milk"] }, { ...oat, allergens: ["gluten"] })];
  const croissant = { ...latte, allergens: ["nuts"] } as unknown as Product;
  expect(allergensOf(croissant, groups, ["opt_whole"])).toEqual(["milk", "nuts"]);
  expect(allergensOf(croissant, groups, ["opt_oat"])).toEqual(["gluten", "nuts"]);
});

test("a search finds words in any order, without accents", () => {
  expect(matches("creme brulee", "Crème brûlée", undefined)).toBe(true);
  expect(matches("white fl", "Flat white")).toBe(true);
  expect(matches("black", "Flat white", "Espresso")).toBe(false);
});
