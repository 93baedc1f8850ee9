import { expect, test } from "vitest";
import { canCancel, isOver, minutesLeft, newer, stepOf, stepsOf } from "./progress.ts";

const NOW = new Date("2026-11-30T08:00:00Z");

test("only what is brought goes on its way", () => {
  const pickup = { fulfilment: { type: "pickup" as const } };
  const delivery = { fulfilment: { type: "delivery" as const, address: ["x"] } };
  expect(stepsOf(pickup)).not.toContain("out-for-delivery");
  expect(stepsOf(delivery)).toContain("out-for-delivery");
});

test("minutes are counted up, and never below none", () => {
  const at = (ready_at: string) => minutesLeft({ status: "preparing", ready_at }, NOW);
  expect(at("2026-11-30T08:04:10Z")).toBe(5);
  expect(at("2026-11-30T07:55:00Z")).toBe(0);
  expect(minutesLeft({ status: "ready", ready_at: "2026-11-30T08:04:00Z" }, NOW)).toBeUndefined();
});

test("an older answer does not take back what an event has said", () => {
  const ready = { version: 5, status: "ready" };
  expect(newer(ready, { version: 3, status: "confirmed" })).toBe(ready);
  expect(newer({ version: 3, status: "confirmed" }, ready)).toBe(ready);
  expect(newer(undefined, ready)).toBe(ready);
});

test("ends are ends, good or bad, and only a beginning can be cancelled", () => {
  for (const status of ["collected", "delivered", "cancelled", "rejected", "no-show"]) {
    expect(isOver({ status })).toBe(true);
    expect(canCancel({ status })).toBe(false);
  }
  expect(stepOf({ status: "delivered" })).toBe("done");
  expect(stepOf({ status: "cancelled" })).toBeUndefined();
  expect([canCancel({ status: "confirmed" }), canCancel({ status: "preparing" })]).toEqual([
    true,
    false,
  ]);
});
