import type { OptionGroup, Product } from "@comanda/api";
import { expect, test } from "vitest";
import table from "../../../../../../contracts/cart-cases.json";
import { priceCart, shopOf, tipMax, type Wanted } from "./maths.ts";

interface Expected {
  lines?: { unit_price_minor: number; total_minor: number }[];
  subtotal_minor?: number;
  tip_minor?: number;
  total_minor?: number;
  faults?: string[];
}

const shops = Object.fromEntries(
  Object.entries(table.shops).map(([name, shop]) => {
    const products = shop.products as unknown as Product[];
    const option_groups = shop.option_groups as unknown as OptionGroup[];
    return [name, shopOf(shop, { products, option_groups })];
  }),
);

test.each(table.cases.map((one) => [one.name, one] as const))(
  "as the server prices it: %s",
  (_, one) => {
    const shop = shops[one.shop];
    if (!shop) throw new Error(`no shop ${one.shop}`);
    const priced = priceCart(shop, one.lines as Wanted[], one.tip_minor);
    const expected = one.expect as Expected;
    const faults = [...new Set(priced.lines.flatMap((line) => line.faults))].sort();
    expect(faults).toEqual(expected.faults ?? []);
    if (expected.faults) return;
    const { subtotal_minor, tip_minor, total_minor } = priced;
    const lines = priced.lines.map(({ unit_price_minor, total_minor }) => ({
      unit_price_minor,
      total_minor,
    }));
    expect({ lines, subtotal_minor, tip_minor, total_minor }).toEqual(expected);
  },
);

test("a small order may have a tip of fifty, a large one a tip as large as itself", () => {
  expect(tipMax(420, "EUR")).toBe(5_000);
  expect(tipMax(8_000, "EUR")).toBe(8_000);
  expect(tipMax(420, "JPY")).toBe(420);
});
