import type { Menu } from "@comanda/api";
import { expect, test } from "vitest";
import { endOf, groupsOf } from "./offer.ts";

const product = {
  category: "cat_a",
  price_minor: 1,
  tax_class: "standard",
  station: "bar",
};
const menu: Menu = {
  categories: [
    { id: "cat_a", name: "Coffee" },
    { id: "cat_b", name: "Cakes" },
  ],
  products: [
    { ...product, id: "prd_latte", name: "Latte" },
    { ...product, id: "prd_flat", name: "Flat white", available: false },
  ],
  option_groups: [
    {
      id: "grp_milk",
      name: "Milk",
      min: 1,
      max: 1,
      options: [
        { id: "opt_oat", name: "Oat", available: false, sold_out_until: "2026-11-30T23:00:00Z" },
      ],
    },
  ],
};

test("what can be sold out stands by its category, options by what they answer", () => {
  const found = groupsOf(menu).map(({ name, offers }) => [
    name,
    offers.map((one) => [one.name, one.soldOut]),
  ]);
  expect(found).toEqual([
    [
      "Coffee",
      [
        ["Latte", undefined],
        ["Flat white", { until: undefined }],
      ],
    ],
    ["Milk", [["Oat", { until: "2026-11-30T23:00:00Z" }]]],
  ]);
});

test("what stock has run out of is told beside what somebody says of it", () => {
  const latte = { ...product, id: "prd_latte", name: "Latte", stock_item: "stk_oat" };
  const stock_items = [{ id: "stk_oat", name: "Oat", unit: "l", run_out: true }];
  const [coffee] = groupsOf({ ...menu, products: [latte], stock_items });
  expect(coffee?.offers.map((one) => [one.runOut, one.soldOut])).toEqual([[true, undefined]]);
});

test("a search leaves only what it is in", () => {
  expect(groupsOf(menu, " oat ").map(({ id }) => id)).toEqual(["grp_milk"]);
  expect(groupsOf(menu, "tea")).toEqual([]);
});

test("sold out for an hour, for the day, or until somebody says otherwise", () => {
  const noon = Date.parse("2026-11-30T12:00:00Z");
  expect(endOf("hour", noon, "Europe/Berlin")).toBe("2026-11-30T13:00:00.000Z");
  expect(endOf("day", noon, "Europe/Berlin")).toBe("2026-11-30T23:00:00.000Z");
  expect(endOf("open", noon, "Europe/Berlin")).toBeUndefined();
});
