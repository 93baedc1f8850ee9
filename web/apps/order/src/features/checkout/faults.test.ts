import type { Product, Quote } from "@comanda/api";
import { expect, test } from "vitest";
import { shopOf } from "../cart/maths.ts";
import { faultsOf } from "./faults.ts";

const cake = { id: "prd_cake", name: "Cheesecake" } as Product;
const shop = shopOf(
  { currency: "EUR", prices_include_tax: true, tax_rates: {} },
  { products: [cake], option_groups: [] },
);
const cart = { lines: [{ id: "1", product: "prd_cake", quantity: 1, options: [] }] };

function faults(pointer: string, code: string, paused = false): string[] {
  const unavailable = [{ pointer, code, detail: "as the server says" }];
  return faultsOf(
    { unavailable } as unknown as Quote,
    cart,
    shop,
    paused,
    (key) => `words of ${key}`,
  );
}

test("what cannot be had is said with the name of the product", () => {
  const sold = faults("/lines/0/product", "orders.unavailable");
  expect(sold).toEqual(["Cheesecake: words of orders.unavailable"]);
});

test("a location that is closed or takes a breath is not sold out", () => {
  expect(faults("/location", "orders.unavailable")).toEqual(["words of orders.location-closed"]);
  expect(faults("/location", "orders.unavailable", true)).toEqual([
    "words of orders.location-busy",
  ]);
});
