import { expect, test } from "vitest";
import { en } from "../../words/en.ts";
import { inWords, partsOf } from "./deeds.ts";

const parts = (path: string) => partsOf(path, "loc_a");
const t = (key: keyof typeof en) => en[key] as string;

test("an operation is read in words, and a new one by its name", () => {
  expect(inWords("replaceMenu", t)).toBe("Changed the menu");
  expect(inWords("closeBar", t)).toBe("Close bar");
});

test("an address is taken apart into where and what, and leads to its page", () => {
  expect(parts("/v1/locations/loc_a/menu/products/prd_flat-white/availability")).toEqual({
    location: "loc_a",
    rest: "menu/products/prd_flat-white/availability",
    page: "/menu/products/prd_flat-white",
  });
  expect(parts("/v1/orders/ord_1/refund").page).toBe("/orders/ord_1");
  expect(parts("/v1/customers/anna-1/export").page).toBe("/customers/anna-1");
  expect(parts("/v1/locations/loc_a")).toEqual({
    location: "loc_a",
    rest: "",
    page: undefined,
  });
});

test("a product of another location has no page at the chosen one", () => {
  expect(parts("/v1/locations/loc_b/menu/products/prd_latte")).toEqual({
    location: "loc_b",
    rest: "menu/products/prd_latte",
    page: undefined,
  });
});
