import type { Menu, Product } from "@comanda/api";
import { expect, test } from "vitest";
import { putProduct } from "./edits.ts";
import { Clashed, putMerged } from "./save.ts";

const latte = { id: "prd_latte", category: "a", name: "Latte", price_minor: 420 } as Product;
const menu = (...products: Product[]) =>
  ({ categories: [{ id: "a", name: "A" }], products }) as unknown as Menu;
const put = (base: Product | undefined, mine: Product) =>
  putMerged({
    base,
    mine,
    find: (one) => one.products.find((product) => product.id === mine.id),
    put: putProduct,
  });

test("a sold-out switch that was pressed meanwhile stays pressed", () => {
  const after = put(latte, { ...latte, price_minor: 450 })(menu({ ...latte, available: false }));
  expect(after.products).toEqual([{ ...latte, price_minor: 450, available: false }]);
});

test("two prices are for somebody to decide between", () => {
  const save = () => put(latte, { ...latte, price_minor: 450 })(menu({ ...latte, price_minor: 1 }));
  expect(save).toThrow(Clashed);
});

test("what was taken away meanwhile does not come back unasked", () => {
  expect(() => put(latte, { ...latte, price_minor: 450 })(menu())).toThrow(Clashed);
});

test("what is new is added", () => {
  expect(put(undefined, latte)(menu()).products).toEqual([latte]);
});
