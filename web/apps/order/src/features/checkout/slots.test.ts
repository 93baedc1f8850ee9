import type { Location } from "@comanda/api";
import { expect, test } from "vitest";
import { slotsOf } from "./slots.ts";

function shop(hours: Record<string, unknown>, more: Partial<Location> = {}) {
  const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
  const closed = Object.fromEntries(days.map((day) => [day, [] as string[]]));
  return {
    hours: { ...closed, ...hours } as Location["hours"],
    time_zone: "Europe/Berlin",
    switch: "auto" as const,
    closed_until: null,
    ...more,
  };
}

// A Monday, 9:00 in Berlin.
const NOW = new Date("2026-11-30T08:00:00Z");

test("the first slot is when the order can be ready, the last before the door closes", () => {
  const [today] = slotsOf(shop({ monday: ["08:00-10:00"] }), 8, NOW);
  expect(today).toEqual({
    day: "2026-11-30",
    slots: ["2026-11-30T08:15:00.000Z", "2026-11-30T08:30:00.000Z", "2026-11-30T08:45:00.000Z"],
  });
});

test("a day off is a day off, and one that is open for once is open", () => {
  const hours = {
    tuesday: ["08:00-08:30"],
    exceptions: { "2026-12-01": [], "2026-12-02": ["08:00-08:30"] },
  };
  expect(slotsOf(shop(hours), 8, NOW).map((one) => one.day)).toEqual(["2026-12-02"]);
});

test("a night out runs past midnight, and belongs to the day the clock shows", () => {
  const days = slotsOf(shop({ monday: ["23:30-00:30"] }), 8, NOW);
  expect(days).toEqual([
    { day: "2026-11-30", slots: ["2026-11-30T22:30:00.000Z", "2026-11-30T22:45:00.000Z"] },
    { day: "2026-12-01", slots: ["2026-11-30T23:00:00.000Z", "2026-11-30T23:15:00.000Z"] },
  ]);
});

test("clocks that are changed change the moment and not the time", () => {
  const before = new Date("2026-10-24T20:00:00Z");
  const [sunday] = slotsOf(shop({ sunday: ["09:00-09:15"] }), 8, before);
  expect(sunday?.slots).toEqual(["2026-10-25T08:00:00.000Z"]);
});

test("the night before clocks are changed has the time it had", () => {
  const before = new Date("2026-03-28T20:00:00Z");
  const [sunday] = slotsOf(shop({ sunday: ["01:30-01:45"] }), 8, before);
  expect(sunday?.slots).toEqual(["2026-03-29T00:30:00.000Z"]);
});

test("nothing is offered more than a week ahead", () => {
  const all = ["00:00-24:00"];
  const days = slotsOf(shop({ monday: all, tuesday: all, sunday: all }), 8, NOW);
  const last = days.at(-1)?.slots.at(-1) ?? "";
  expect(Date.parse(last) - NOW.getTime()).toBeLessThanOrEqual(7 * 86_400_000);
  expect(days.at(-1)?.day).toBe("2026-12-07");
});

test("a shop that was closed by hand offers nothing until it opens again", () => {
  const hours = { monday: ["08:00-10:00"] };
  expect(slotsOf(shop(hours, { switch: "closed" }), 8, new Date("2026-11-30T07:00:00Z"))).toEqual(
    [],
  );
  const until = { switch: "closed" as const, closed_until: "2026-11-30T08:40:00Z" };
  expect(slotsOf(shop(hours, until), 8, NOW)[0]?.slots).toEqual(["2026-11-30T08:45:00.000Z"]);
});

test("nothing is fetched while a break lasts", () => {
  const resting = shop({ monday: ["08:00-10:00"] }, { paused_until: "2026-11-30T08:35:00Z" });
  expect(slotsOf(resting, 8, NOW)[0]?.slots).toEqual(["2026-11-30T08:45:00.000Z"]);
});
