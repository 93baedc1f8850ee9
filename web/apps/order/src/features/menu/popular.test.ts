import type { Product } from "@comanda/api";
import { expect, test } from "vitest";
import { popularOf } from "./popular.ts";

function products(count: number): Map<string, Product> {
  const ids = Array.from({ length: count }, (_, place) => `prd_${place}`);
  return new Map(ids.map((id) => [id, { id } as Product]));
}

test("what is no longer on the menu is not popular", () => {
  expect(popularOf(["prd_gone", "prd_3", "prd_1"], products(20))).toEqual(["prd_3", "prd_1"]);
});

test("only one product in five is popular, the most ordered ones", () => {
  const ordered = ["prd_4", "prd_3", "prd_2", "prd_1"];
  expect(popularOf(ordered, products(14))).toEqual(["prd_4", "prd_3"]);
  expect(popularOf(ordered, products(4))).toEqual([]);
});
