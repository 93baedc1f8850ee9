import { expect, test } from "vitest";
import { asOffered } from "./offered.ts";
import type { Menu } from "./types.ts";

const croissant = { id: "prd_croissant", stock_item: "stk_croissant", available: true };
const espresso = { id: "prd_espresso", stock_item: null, available: true };
const oat = { id: "opt_oat", stock_item: "stk_oat", available: true };

const menu = (...out: string[]) =>
  ({
    products: [croissant, espresso],
    option_groups: [{ id: "grp_milk", options: [oat] }],
    stock_items: ["stk_croissant", "stk_oat"].map((id) => ({ id, run_out: out.includes(id) })),
  }) as unknown as Menu;

const available = ({ products, option_groups }: Menu) =>
  [...products, ...(option_groups ?? []).flatMap((group) => group.options)].map(
    (one) => one.available,
  );

test("what its stock has run out of is sold out, products and options", () => {
  expect(available(asOffered(menu()))).toEqual([true, true, true]);
  expect(available(asOffered(menu("stk_croissant")))).toEqual([false, true, true]);
  expect(available(asOffered(menu("stk_oat")))).toEqual([true, true, false]);
});
