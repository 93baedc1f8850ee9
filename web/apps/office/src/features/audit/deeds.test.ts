import { expect, test } from "vitest";
import { en } from "../../words/en.ts";
import { inWords, partsOf } from "./deeds.ts";

const t = (key: keyof typeof en) => en[key] as string;

test("an operation is read in words, and a new one by its name", () => {
  expect(inWords("replaceMenu", t)).toBe("Changed the menu");
  expect(inWords("closeBar", t)).toBe("Close bar");
});

test("an address is taken apart into where and what, and leads to its page", () => {
  expect(partsOf("/v1/locations/loc_a/menu/products/prd_flat-white/availability")).toEqual({
    location: "loc_a",
    rest: "menu/products/prd_flat-white/availability",
    page: "/menu/products/prd_flat-white",
  });
  expect(partsOf("/v1/orders/ord_1/refund").page).toBe("/orders/ord_1");
  expect(partsOf("/v1/locations/loc_a")).toEqual({
    location: "loc_a",
    rest: "",
    page: undefined,
  });
});
