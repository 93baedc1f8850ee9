import { expect, test } from "vitest";
import { amountOf, decimalsOf } from "./amount.ts";

test("an amount is read as people write it, to the last cent", () => {
  expect(["4.5", "4,50", "4", " 12.34 ", "0.07", "٤٫٥٠"].map((text) => amountOf(text, 2))).toEqual([
    450, 450, 400, 1234, 7, 450,
  ]);
  expect(amountOf("1.15", 2)).toBe(115);
  expect(amountOf("420", decimalsOf("JPY"))).toBe(420);
});

test("what is no amount is none", () => {
  for (const text of ["", "-1", "1.234", "1e3", "4.5.0", "abc", "12345678"]) {
    expect(amountOf(text, 2), text).toBeUndefined();
  }
  expect(amountOf("4.2", 0)).toBeUndefined();
});
