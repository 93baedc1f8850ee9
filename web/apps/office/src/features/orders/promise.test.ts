import type { Order } from "@comanda/api";
import { expect, test } from "vitest";
import { minutesLate } from "./promise.ts";

const order = (...happened: [string, string][]) =>
  ({
    ready_at: "2026-11-30T08:10:00Z",
    timeline: happened.map(([event, time]) => ({ event, at: `2026-11-30T08:${time}Z` })),
  }) as unknown as Order;

test("what is ready to the second is on time, and a second later is late", () => {
  expect(minutesLate(order(["placed", "00:00"], ["ready", "10:00"]))).toBe(0);
  expect(minutesLate(order(["ready", "10:01"]))).toBe(1);
  expect(minutesLate(order(["ready", "04:30"]))).toBeLessThan(0);
});

test("what was never ready, or was taken back, is neither", () => {
  expect(minutesLate(order(["placed", "00:00"]))).toBeUndefined();
  expect(minutesLate(order(["ready", "05:00"], ["recalled", "06:00"]))).toBeUndefined();
  expect(minutesLate(order(["ready", "05:00"], ["recalled", "06:00"], ["ready", "12:00"]))).toBe(2);
});
