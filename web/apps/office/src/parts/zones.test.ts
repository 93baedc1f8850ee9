import { expect, test } from "vitest";
import { dayIn, hourIn, instantOf, localOf, plusDays, spanOf, weekdayOf } from "./zones.ts";

const BERLIN = "Europe/Berlin";

test("it is already tomorrow where the location is", () => {
  const late = new Date("2026-11-30T23:30:00Z");
  expect(dayIn(BERLIN, late)).toBe("2026-12-01");
  expect(hourIn(BERLIN, late)).toBe(0);
  expect(dayIn("America/New_York", late)).toBe("2026-11-30");
});

test("days are added over the end of a month and over a change of clocks", () => {
  expect(plusDays("2026-12-01", -7)).toBe("2026-11-24");
  expect(plusDays("2026-10-24", 2)).toBe("2026-10-26");
});

test("a local time comes back as it was typed", () => {
  for (const local of ["2026-07-01T08:15", "2026-12-24T23:59", "2026-03-29T12:00"]) {
    expect(localOf(BERLIN, instantOf(BERLIN, local))).toBe(local);
  }
});

test("a time that clocks jump over is taken later, one that comes twice the first time", () => {
  expect(instantOf(BERLIN, "2026-03-29T02:30").toISOString()).toBe("2026-03-29T01:30:00.000Z");
  expect(instantOf(BERLIN, "2026-10-25T02:30").toISOString()).toBe("2026-10-25T00:30:00.000Z");
});

test("a span of days ends when its last day does, there", () => {
  expect(spanOf(BERLIN, "2026-10-24", "2026-10-25")).toEqual({
    from: "2026-10-23T22:00:00.000Z",
    to: "2026-10-25T23:00:00.000Z",
  });
  expect(spanOf(BERLIN, "", "")).toEqual({});
});

test("what is no day, or no whole year yet, leaves its end of the span open", () => {
  const typed = ["0002-01-05", "0202-01-05", "20266-01-05", "foo", "2026-13-05", "9999-12-31"];
  for (const day of typed) {
    expect(spanOf(BERLIN, day, day)).toEqual({});
    expect(spanOf(BERLIN, day, "2026-10-25")).toEqual({ to: "2026-10-25T23:00:00.000Z" });
  }
});

test("a week begins on Monday", () => {
  expect(weekdayOf("2026-11-30")).toBe(0);
  expect(weekdayOf("2026-12-06")).toBe(6);
});
