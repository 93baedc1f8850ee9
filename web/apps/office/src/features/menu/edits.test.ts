import type { Menu } from "@comanda/api";
import { expect, test } from "vitest";
import {
  dropCategory,
  freshId,
  moveCategory,
  moveProduct,
  placeProduct,
  putProduct,
  removeCategory,
  removeGroup,
} from "./edits.ts";

const menu = {
  categories: [{ id: "a" }, { id: "b" }, { id: "c" }],
  products: [
    { id: "1", category: "a" },
    { id: "2", category: "a", option_groups: ["milk", "size"] },
    { id: "3", category: "b" },
  ],
  option_groups: [{ id: "milk" }, { id: "size" }],
} as unknown as Menu;

const places = (of: Menu) => of.products.map((one) => `${one.category}${one.id}`).join(" ");

test("a product moves within its category", () => {
  expect(places(moveProduct("2", -1)(menu))).toBe("a2 a1 b3");
});

test("over the edge of its category a product comes into the next one", () => {
  expect(places(moveProduct("2", 1)(menu))).toBe("a1 b2 b3");
  expect(places(moveProduct("3", -1)(menu))).toBe("a1 a2 a3");
  expect(places(moveProduct("3", 1)(menu))).toBe("a1 a2 c3");
  expect(moveProduct("1", -1)(menu)).toBe(menu);
});

test("a product is put where it was dropped", () => {
  expect(places(placeProduct("1", "b", 1)(menu))).toBe("a2 b3 b1");
  expect(places(placeProduct("1", "a", 1)(menu))).toBe("a2 a1 b3");
});

test("a category takes its products along", () => {
  const after = moveCategory("b", -1)(menu);
  expect(after.categories.map((one) => one.id)).toEqual(["b", "a", "c"]);
  expect(places(after)).toBe("b3 a1 a2");
  expect(dropCategory("c", "a")(menu).categories.map((one) => one.id)).toEqual(["c", "a", "b"]);
});

test("a category with products stays", () => {
  expect(removeCategory("a")(menu)).toBe(menu);
  expect(removeCategory("c")(menu).categories).toHaveLength(2);
});

test("no product asks for a group that is gone", () => {
  const after = removeGroup("milk")(menu);
  expect(after.products[1]?.option_groups).toEqual(["size"]);
  expect(after.option_groups?.map((one) => one.id)).toEqual(["size"]);
});

test("a product that was given another category stands at its end", () => {
  const product = { ...menu.products[0], category: "b" } as Menu["products"][number];
  expect(places(putProduct(product)(menu))).toBe("a2 b1 b3");
});

test("an id is made of a name and is nobody else's", () => {
  expect(freshId("prd", "Café au lait!", [])).toBe("prd_cafe-au-lait");
  expect(freshId("prd", "Latte", ["prd_latte", "prd_latte-2"])).toBe("prd_latte-3");
  expect(freshId("cat", "مشروبات", [])).toBe("cat_new");
});
