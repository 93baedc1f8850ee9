import type { OptionGroup, Product } from "@comanda/api";
import { expect, test } from "vitest";
import table from "../../../../../../contracts/cart-cases.json";
import {
  added,
  chosen,
  counted,
  defaultsOf,
  groupsOf,
  unanswered,
  unitPrice,
  type Wanted,
} from "./cart.ts";

const latte: Wanted = { product: "prd_latte", name: "Latte", quantity: 1, options: [], note: "" };

const milk: OptionGroup = {
  id: "grp_milk",
  name: "Milk",
  min: 1,
  max: 1,
  options: [
    { id: "opt_whole", name: "Whole", default: true },
    { id: "opt_oat", name: "Oat", price_difference_minor: 50 },
  ],
};
const syrup: OptionGroup = {
  id: "grp_syrup",
  name: "Syrup",
  min: 0,
  max: 2,
  options: [{ id: "opt_vanilla", name: "Vanilla", price_difference_minor: 50, max_quantity: 2 }],
};

test("the same once more is one more of it, another wish is another line", () => {
  const oat = { ...latte, options: ["opt_oat", "opt_shot"] };
  const cart = [latte, oat, { ...oat, options: ["opt_shot", "opt_oat"] }, { ...latte, note: "hot" }]
    .reduce<Wanted[]>(added, [])
    .map(({ quantity, note }) => [quantity, note]);
  expect(cart).toEqual([
    [1, ""],
    [2, ""],
    [1, "hot"],
  ]);
});

test("a line of none is gone", () => {
  expect(counted([latte], 0, 3)).toEqual([{ ...latte, quantity: 3 }]);
  expect(counted([latte], 0, 0)).toEqual([]);
  expect(counted([latte], 7, 2)).toEqual([latte]);
});

test("a question with one answer forgets the other, one with several counts them", () => {
  const groups = [milk, syrup];
  let options = defaultsOf(groups);
  expect(options).toEqual(["opt_whole"]);
  options = chosen(options, milk, "opt_oat", 1);
  options = chosen(options, syrup, "opt_vanilla", 2);
  expect(options).toEqual(["opt_oat", "opt_vanilla", "opt_vanilla"]);
  expect(unanswered(options, groups)).toEqual([]);
  expect(unanswered([], groups)).toEqual([milk]);
  expect(unanswered(chosen(options, syrup, "opt_vanilla", 3), groups)).toEqual([syrup]);
});

test("what is sold out is not chosen by itself", () => {
  const [whole, oat] = milk.options;
  if (!whole || !oat) throw new Error("unreachable");
  expect(defaultsOf([{ ...milk, options: [{ ...whole, available: false }, oat] }])).toEqual([]);
});

test("the price while choosing is the one the server asks", () => {
  let looked = 0;
  for (const one of table.cases) {
    const shop = table.shops[one.shop as keyof typeof table.shops];
    const expected = one.expect as { lines?: { unit_price_minor: number }[] };
    one.lines.forEach((line, place) => {
      const price = expected.lines?.[place]?.unit_price_minor;
      if (price === undefined) return;
      const products = shop.products as unknown as Product[];
      const product = products.find(({ id }) => id === line.product);
      if (!product) throw new Error(`no ${line.product}`);
      const groups = groupsOf(product, shop.option_groups as unknown as OptionGroup[]);
      // What the till sends is always said, never left to defaults.
      const said = new Set(line.options as string[]);
      const defaults = defaultsOf(
        groups.filter((group) => !group.options.some(({ id }) => said.has(id))),
      );
      const options = [...(line.options as string[]), ...defaults];
      expect(unitPrice(product, groups, options), one.name).toBe(price);
      looked += 1;
    });
  }
  expect(looked).toBeGreaterThan(10);
});
