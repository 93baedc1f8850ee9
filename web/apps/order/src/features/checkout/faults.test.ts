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

function faults(pointer: string, code: string, back?: string): string[] {
  const unavailable = [{ pointer, code, detail: "as the server says" }];
  return faultsOf({ unavailable } as unknown as Quote, cart, shop, back, (key, values) =>
    [`words of ${key}`, values?.time].filter(Boolean).join(" "),
  );
}

test("what cannot be had is said with the name of the product", () => {
  const sold = faults("/lines/0/product", "orders.unavailable");
  expect(sold).toEqual(["Cheesecake: words of orders.unavailable"]);
});

test("a location that is closed is not sold out", () => {
  expect(faults("/location", "orders.unavailable")).toEqual(["words of orders.location-closed"]);
});

test("a break says when it ends, where that is known", () => {
  const code = "orders.location-paused";
  expect(faults("/location", code, "14:30")).toEqual(["words of paused_back 14:30"]);
  expect(faults("/location", code)).toEqual([`words of ${code}`]);
});
