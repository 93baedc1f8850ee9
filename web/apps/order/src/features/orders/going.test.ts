// @vitest-environment jsdom
import { expect, test } from "vitest";
import { goingAfter, goingNow } from "./going.ts";

const order = { id: "ord_1", status: "preparing", ready_at: "2026-11-30T08:00:00Z", number: "A-1" };
const going = { order: "ord_1", number: "A-1", until: "2026-11-30T10:00:00.000Z" };
const now = new Date("2026-11-30T08:10:00Z");

test("an order is led back to from other pages while it goes on", () => {
  expect(goingAfter(null, order, now)).toEqual(going);
  expect(goingNow(going, "/l/loc_1", now)).toBe(going);
  expect(goingNow(going, "/orders/ord_1", now)).toBeUndefined();
});

test("once it is over there is nothing to lead back to", () => {
  expect(goingAfter(going, { ...order, status: "collected" }, now)).toBeNull();
  expect(goingNow(going, "/", new Date("2026-11-30T10:00:00Z"))).toBeUndefined();
});

test("an older order that is looked at does not hide the one that goes on", () => {
  expect(goingAfter(going, { ...order, id: "ord_0", status: "collected" }, now)).toBe(going);
});

test("of two orders the one that is fetched first is led back to, until nobody comes for it", () => {
  const later = { ...order, id: "ord_2", ready_at: "2026-12-01T08:00:00Z" };
  expect(goingAfter(going, later, now)).toBe(going);
  expect(goingAfter(going, later, new Date(going.until))?.order).toBe("ord_2");
  const scheduled = goingAfter(null, later, now);
  expect(goingAfter(scheduled, order, now)).toEqual(going);
  expect(goingAfter(scheduled, { ...later, status: "cancelled" }, now)).toBeNull();
});
