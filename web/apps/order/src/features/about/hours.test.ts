import { expect, test } from "vitest";
import { otherDays, rangesOf, WEEK, weekdayOf } from "./hours.ts";

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

test("the week shows today as it is, and its other days as always", () => {
  const usual = ["08:00-18:00"];
  const week = { monday: usual, tuesday: usual, wednesday: usual, thursday: usual, friday: usual };
  const exceptions = { "2026-11-30": [], "2026-12-01": [] };
  const hours = { ...week, saturday: usual, sunday: usual, exceptions };
  const shown = WEEK.map((day) => rangesOf(hours, day, "2026-11-30").join());
  expect(shown).toEqual(["", ...Array(6).fill("08:00-18:00")]);
  expect(rangesOf(hours, "wednesday", "2026-12-02")).toEqual(usual);
});
