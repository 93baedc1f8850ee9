// @vitest-environment jsdom
import { beforeEach, expect, test } from "vitest";
import { QUANTITY_MAX } from "./maths.ts";
import { addLine, cartOf, removeLine, setQuantity } from "./store.ts";

const HERE = "loc_1";
const flat = { product: "prd_flat-white", quantity: 1, options: [] };
const cake = { product: "prd_cake", quantity: 1, options: [] };
const cart = cartOf(HERE);
const held = () => cart.get().lines.map(({ product, quantity }) => `${quantity} ${product}`);
beforeEach(() => cart.forget());

test("what is the same is added to the line that is there", () => {
  addLine(HERE, flat);
  addLine(HERE, flat);
  addLine(HERE, { ...flat, note: "hot" });
  expect(held()).toEqual(["2 prd_flat-white", "1 prd_flat-white"]);
});

test("undoing an addition takes off just that, whatever was done since", () => {
  addLine(HERE, flat);
  const undo = addLine(HERE, { ...flat, quantity: 2 });
  addLine(HERE, cake);
  addLine(HERE, flat);
  undo();
  expect(held()).toEqual(["2 prd_flat-white", "1 prd_cake"]);
});

test("undoing an addition takes off no more than there was room for", () => {
  addLine(HERE, { ...flat, quantity: QUANTITY_MAX - 1 });
  addLine(HERE, { ...flat, quantity: 5 })();
  expect(held()).toEqual([`${QUANTITY_MAX - 1} prd_flat-white`]);
});

test("undoing an addition that was ordered since changes nothing", () => {
  addLine(HERE, cake);
  const undo = addLine(HERE, flat);
  cart.forget();
  undo();
  expect(held()).toEqual([]);
  addLine(HERE, flat);
  undo();
  expect(held()).toEqual(["1 prd_flat-white"]);
});

test("undoing a removal puts the line back in its place, and leaves the others as they are", () => {
  addLine(HERE, flat);
  addLine(HERE, cake);
  const [first, second] = cart.get().lines.map(({ id }) => id);
  const undo = removeLine(HERE, first ?? "");
  setQuantity(HERE, second ?? "", 3);
  undo();
  expect(held()).toEqual(["1 prd_flat-white", "3 prd_cake"]);
});
