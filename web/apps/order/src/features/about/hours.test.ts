import { expect, test } from "vitest";
import { otherDays, weekdayOf } from "./hours.ts";

test("a day is on its weekday", () => {
  expect(weekdayOf("2026-11-30")).toBe("monday");
  expect(weekdayOf("2026-12-06")).toBe("sunday");
});

test("the days that differ are those of the next month, the next first", () => {
  const exceptions = {
    "2026-12-25": [],
    "2026-12-24": ["08:00-12:00"],
    "2026-11-29": [],
    "2027-05-01": [],
  };
  expect(otherDays(exceptions, "2026-11-30")).toEqual([
    { day: "2026-12-24", ranges: ["08:00-12:00"] },
    { day: "2026-12-25", ranges: [] },
  ]);
  expect(otherDays(exceptions, "2026-12-25").map(({ day }) => day)).toEqual(["2026-12-25"]);
});
