// @vitest-environment jsdom
import { expect, test } from "vitest";
import { type Draft, fulfilmentOf, offeredTo, timedBy, tipOf, waysOf } from "./draft.ts";

const draft: Draft = {
  how: "pickup",
  address: "",
  phone: "",
  name: "",
  email: "",
  note: "",
  tip: { percent: 0 },
  pay: "counter",
};

test("a tip is a share of the lines, rounded to the cent, or just so much", () => {
  expect(tipOf({ percent: 10 }, 455)).toBe(46);
  expect(tipOf({ percent: 0 }, 455)).toBe(0);
  expect(tipOf({ minor: 150 }, 455)).toBe(150);
});

test("an address is sent line by line, without the empty ones", () => {
  const address = "  Ada Rivera\n\nOranienstraße 12 \n10999 Berlin\n";
  expect(fulfilmentOf({ ...draft, how: "delivery", address })).toEqual({
    type: "delivery",
    address: ["Ada Rivera", "Oranienstraße 12", "10999 Berlin"],
  });
});

test("what was said about another way to get it is left out", () => {
  const whole = { ...draft, address: "x", phone: "1", table: "7", at: "2026-11-30T10:00:00Z" };
  expect(fulfilmentOf({ ...whole, how: "dine-in" })).toEqual({ type: "dine-in", table: "7" });
  expect(fulfilmentOf(whole)).toEqual({ type: "pickup", at: "2026-11-30T10:00:00Z" });
});

test("only what the location offers is left to choose, and a table only where one sits", () => {
  expect(waysOf(["pickup", "dine-in", "delivery"], undefined)).toEqual(["pickup", "delivery"]);
  expect(waysOf(["pickup", "dine-in"], "7")).toEqual(["pickup", "dine-in"]);
  expect(waysOf(["dine-in"], undefined)).toEqual([]);
});

test("a draft that was begun in another way goes on in one that is offered", () => {
  const all = ["counter", "sandbox"];
  expect(offeredTo({ ...draft, how: "delivery" }, ["pickup"], all).how).toBe("pickup");
  expect(offeredTo({ ...draft, table: "7" }, ["dine-in", "delivery"], all).how).toBe("dine-in");
  expect(offeredTo({ ...draft, how: "delivery" }, ["pickup", "delivery"], all).how).toBe(
    "delivery",
  );
});

test("where there is no now the next time is chosen, until somebody chooses another", () => {
  const next = "2026-11-30T10:00:00Z";
  expect(timedBy(draft, next).at).toBe(next);
  expect(timedBy(draft, undefined).at).toBeUndefined();
  const chosen = "2026-11-30T12:00:00Z";
  expect(timedBy({ ...draft, at: chosen }, next).at).toBe(chosen);
});

test("a card is taken only where the server takes it", () => {
  const card: Draft = { ...draft, pay: "card" };
  expect(offeredTo(card, ["pickup"], ["counter", "sandbox"]).pay).toBe("card");
  expect(offeredTo(card, ["pickup"], ["counter"]).pay).toBe("counter");
  expect(offeredTo(card, ["pickup"]).pay).toBe("counter");
});
