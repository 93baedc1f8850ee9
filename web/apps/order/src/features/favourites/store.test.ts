// @vitest-environment jsdom
import { beforeEach, expect, test } from "vitest";
import { againAt, type Favourite, rememberOrdered, toggled, united } from "./store.ts";

const latte: Favourite = { location: "loc_a", product: "prd_latte", options: ["opt_oat"] };
const plain: Favourite = { ...latte, options: [] };

beforeEach(() => localStorage.clear());

test("a heart pressed twice is as before", () => {
  const once = toggled([plain], latte);
  expect(once).toEqual([latte, plain]);
  expect(toggled(once, { ...latte })).toEqual([plain]);
});

test("what this browser and the account both have is there once", () => {
  expect(united([latte], [plain, { ...latte }])).toEqual([latte, plain]);
});

test("what was ordered again moves to the front, and no wish is lost", () => {
  rememberOrdered("loc_a", [{ product: "prd_latte", options: ["opt_oat"], note: "hot" }]);
  rememberOrdered("loc_a", [{ product: "prd_cake", options: [] }]);
  rememberOrdered("loc_a", [{ product: "prd_latte", options: ["opt_oat"], note: "hot" }]);
  expect(againAt("loc_a").get()).toEqual([
    { product: "prd_latte", options: ["opt_oat"], note: "hot" },
    { product: "prd_cake", options: [] },
  ]);
});
