import { expect, test } from "vitest";
import { weekdayOf } from "../../parts/zones.ts";
import { PERIODS, spansOf } from "./periods.ts";

test("only today is not over yet", () => {
  expect(spansOf("today", "2026-11-30").now).toEqual({ from: "2026-11-30", to: "2026-11-30" });
  expect(spansOf("week", "2026-11-30").now).toEqual({ from: "2026-11-23", to: "2026-11-29" });
});

test("days are compared with the same weekdays before, none of them twice", () => {
  for (const period of PERIODS) {
    const { now, before } = spansOf(period, "2026-11-30");
    expect(weekdayOf(before.from)).toBe(weekdayOf(now.from));
    expect(before.to < now.from).toBe(true);
  }
  expect(spansOf("month", "2026-11-30").before).toEqual({ from: "2026-10-05", to: "2026-11-01" });
});
