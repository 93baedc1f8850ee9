import { expect, test } from "vitest";
import { parseAmount, typedAmount } from "./amount.ts";

test("a point and a comma both divide", () => {
  expect(parseAmount("4.20", "EUR")).toBe(420);
  expect(parseAmount(" 4,2 ", "EUR")).toBe(420);
  expect(parseAmount("12", "EUR")).toBe(1200);
  expect(parseAmount("-0.40", "EUR")).toBe(-40);
});

test("a currency has its own digits", () => {
  expect(parseAmount("420", "JPY")).toBe(420);
  expect(parseAmount("4.2", "JPY")).toBeUndefined();
  expect(parseAmount("1.250", "KWD")).toBe(1250);
});

test("what is no amount is none", () => {
  for (const text of ["", "four", "4.205", "1.000,00", "--1"]) {
    expect(parseAmount(text, "EUR"), text).toBeUndefined();
  }
});

test("Arabic digits are digits", () => {
  expect(parseAmount("٤٫٢٠", "EUR")).toBe(420);
});

test("what stands in a field is read as it was", () => {
  for (const minor of [0, 5, 420, -40, 123_456]) {
    expect(parseAmount(typedAmount(minor, "EUR"), "EUR")).toBe(minor);
  }
});
