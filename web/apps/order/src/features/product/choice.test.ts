import type { OptionGroup } from "@comanda/api";
import { expect, test } from "vitest";
import { choose, firstChoice, openQuestion, roomFor, sameChoice } from "./choice.ts";

const milk = {
  id: "grp_milk",
  name: "Milk",
  min: 1,
  max: 1,
  options: [
    { id: "opt_whole", name: "Whole", default: true },
    { id: "opt_oat", name: "Oat" },
    { id: "opt_soy", name: "Soy", available: false },
  ],
} as unknown as OptionGroup;

const syrup = {
  id: "grp_syrup",
  name: "Syrup",
  min: 0,
  max: 3,
  options: [
    { id: "opt_vanilla", name: "Vanilla", max_quantity: 2 },
    { id: "opt_caramel", name: "Caramel", max_quantity: 2 },
  ],
} as unknown as OptionGroup;

test("what was chosen before comes again", () => {
  const before = ["opt_oat", "opt_vanilla", "opt_vanilla"];
  expect(firstChoice([milk, syrup], before)).toEqual(before);
});

test("what is sold out by now gives way to the default", () => {
  expect(firstChoice([milk, syrup], ["opt_soy"])).toEqual(["opt_whole"]);
});

test("more than may be had now is cut", () => {
  const greedy = [
    "opt_oat",
    "opt_vanilla",
    "opt_vanilla",
    "opt_vanilla",
    "opt_caramel",
    "opt_caramel",
  ];
  expect(firstChoice([milk, syrup], greedy)).toEqual([
    "opt_oat",
    "opt_vanilla",
    "opt_vanilla",
    "opt_caramel",
  ]);
});

test("where there is one answer, another replaces it", () => {
  expect(choose(milk, ["opt_whole", "opt_vanilla"], "opt_oat", 1)).toEqual([
    "opt_vanilla",
    "opt_oat",
  ]);
});

test("there is room for an option as long as its group has any", () => {
  const options = ["opt_vanilla", "opt_vanilla"];
  const [, caramel] = syrup.options;
  if (!caramel) throw new Error("no caramel");
  expect(roomFor(syrup, options, caramel)).toBe(1);
  expect(roomFor(syrup, [...options, "opt_caramel"], caramel)).toBe(1);
});

test("a required group without an answer is asked", () => {
  expect(openQuestion([syrup, milk], [])).toBe(milk);
  expect(openQuestion([syrup, milk], ["opt_oat"])).toBeUndefined();
});

test("the same options in another order are the same choice", () => {
  expect(sameChoice(["a", "b", "b"], ["b", "a", "b"])).toBe(true);
  expect(sameChoice(["a", "b"], ["a", "b", "b"])).toBe(false);
});
