import { expect, test } from "vitest";
import { merge } from "./merge.ts";

const base = { name: "Latte", price_minor: 420, image: null as string | null };

test("two people who change different things both have their way", () => {
  const found = merge(base, { ...base, price_minor: 450 }, { ...base, name: "Caffè latte" });
  expect(found).toEqual({ value: { ...base, name: "Caffè latte", price_minor: 450 }, clashes: [] });
});

test("who changes the same thing differently is told of the other's", () => {
  const found = merge(base, { ...base, price_minor: 450 }, { ...base, price_minor: 480 });
  expect(found.clashes).toEqual([{ field: "price_minor", mine: 450, theirs: 480 }]);
  expect(found.value.price_minor).toBe(450);
});

test("who changes the same thing alike has no quarrel", () => {
  const changed = { ...base, price_minor: 450 };
  expect(merge(base, changed, { ...changed }).clashes).toEqual([]);
});

test("what nobody has written and what is empty are the same", () => {
  const without = { name: "Latte", price_minor: 420 } as typeof base;
  expect(merge(without, { ...base, price_minor: 450 }, base).clashes).toEqual([]);
});

test("the sequence of members is no change", () => {
  const texts = (one: object) => ({ translations: one });
  const mine = texts({ de: { name: "a" }, fr: { name: "b" } });
  const theirs = texts({ fr: { name: "b" }, de: { name: "a" } });
  expect(merge(texts({}), mine, theirs).clashes).toEqual([]);
});
