import { expect, test } from "vitest";
import { ageS, clock, urgency } from "./ages.ts";
import { at, NOON, ticket } from "./testing.ts";

const PREPARATION = 8;
const seen = (one: ReturnType<typeof ticket>, seconds: number) =>
  urgency(one, NOON + seconds * 1000, PREPARATION);

test("a ticket is green while the promise is far, amber when it is near, and red when it is past", () => {
  const eight = ticket("ord_a");
  expect([0, 179, 180, 479, 480].map((s) => seen(eight, s))).toEqual([
    "calm",
    "calm",
    "soon",
    "soon",
    "late",
  ]);
});

test("with a promise of five minutes it is green for two", () => {
  const five = ticket("ord_a", { ready_at: at(300) });
  expect([119, 120, 300].map((s) => seen(five, s))).toEqual(["calm", "soon", "late"]);
});

test("one for later counts from when it must be begun", () => {
  const later = ticket("ord_a", {
    fulfilment: { type: "pickup", at: at(3600) },
    ready_at: at(3600),
  });
  const begins = 3600 - PREPARATION * 60;
  expect([0, begins - 1, begins, 3600].map((s) => seen(later, s))).toEqual([
    "later",
    "later",
    "calm",
    "late",
  ]);
  expect(ageS(later, NOON + (begins + 5) * 1000, PREPARATION)).toBe(5);
});

test("one that is ready gets old from then on, or from the time it was ordered for", () => {
  const timeline = [{ version: 5, event: "ready", at: at(400) }];
  const ready = ticket("ord_a", { status: "ready", timeline });
  expect([500, 700, 1300].map((s) => seen(ready, s))).toEqual(["calm", "soon", "late"]);
  const early = { ...ready, fulfilment: { type: "pickup" as const, at: at(3600) } };
  expect([1300, 3900].map((s) => seen(early, s))).toEqual(["calm", "soon"]);
});

test("one that was recalled is not ready", () => {
  const timeline = ["ready", "recalled"].map((event, place) => ({
    version: place + 4,
    event,
    at: at(400 + place),
  }));
  expect(seen(ticket("ord_a", { status: "preparing", timeline }), 500)).toBe("late");
});

test("times are written as on a clock", () => {
  expect([-4, 9, 245, 3727].map(clock)).toEqual(["0:00", "0:09", "4:05", "1:02:07"]);
});

test("a device whose clock is behind does not put off what was just ordered", () => {
  expect(seen(ticket("ord_a", { placed_at: at(60) }), 0)).toBe("calm");
});
