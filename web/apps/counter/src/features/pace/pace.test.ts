import { expect, test } from "vitest";
import { endOfDay, paceOf, startOfDay } from "./pace.ts";

const NOON = Date.parse("2026-11-30T12:00:00Z");

test("a pause and a rush end by themselves", () => {
  const location = {
    paused_until: "2026-11-30T12:10:00Z",
    busy: { extra_minutes: 10, until: "2026-11-30T12:00:30Z" },
  };
  expect(paceOf(location, NOON)).toEqual({ pausedS: 600, busyS: 30 });
  expect(paceOf(location, NOON + 30_000)).toEqual({ pausedS: 570, busyS: undefined });
  expect(paceOf(location, NOON + 600_000).pausedS).toBeUndefined();
  expect(paceOf(undefined, NOON)).toEqual({ pausedS: undefined, busyS: undefined });
});

test("a day ends at midnight where the shop is", () => {
  expect(endOfDay(NOON, "Europe/Berlin")).toBe("2026-11-30T23:00:00.000Z");
  expect(startOfDay(NOON, "Europe/Berlin")).toBe("2026-11-29T23:00:00.000Z");
  expect(endOfDay(NOON, "Asia/Tokyo")).toBe("2026-11-30T15:00:00.000Z");
  expect(endOfDay(NOON + 123, "America/New_York")).toBe("2026-12-01T05:00:00.000Z");
});

test("a day with a clock change ends at midnight, too", () => {
  const [spring, autumn] = ["2026-03-29T00:30:00Z", "2026-10-25T00:30:00Z"].map(Date.parse);
  expect(endOfDay(spring ?? 0, "Europe/Berlin")).toBe("2026-03-29T22:00:00.000Z");
  const evening = Date.parse("2026-03-29T20:00:00Z");
  expect(startOfDay(evening, "Europe/Berlin")).toBe("2026-03-28T23:00:00.000Z");
  expect(endOfDay(autumn ?? 0, "Europe/Berlin")).toBe("2026-10-25T23:00:00.000Z");
});
