import type { Order } from "@comanda/api";
import { expect, test } from "vitest";
import { heard, type Queue, standing, underWay } from "./queue.ts";

const order = (id: string, status: string, version: number, at = "2026-11-30T08:00:00Z") =>
  ({ id, status, version, placed_at: at, ready_at: at }) as Order;
const queue = (...orders: Order[]): Queue => new Map(orders.map((one) => [one.id, one]));

test("late news change nothing", () => {
  const known = queue(order("a", "ready", 4));
  expect(heard(known, order("a", "preparing", 3))).toBe(known);
});

test("an order that was handed over does not come back with late news", () => {
  const after = heard(queue(order("a", "ready", 4)), order("a", "collected", 5));
  expect(underWay(after)).toEqual([]);
  expect(underWay(heard(after, order("a", "ready", 4)))).toEqual([]);
});

test("who waits longest stands first", () => {
  const later = order("b", "placed", 1, "2026-11-30T08:05:00Z");
  const found = standing(queue(later, order("a", "placed", 1)), "placed");
  expect(found.map((one) => one.id)).toEqual(["a", "b"]);
});
