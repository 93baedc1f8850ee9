import { expect, test } from "vitest";
import { along, arc, bands, countTicks, line, ticks } from "./scale.ts";

test("ticks are round and reach over the highest value", () => {
  expect(ticks(87)).toEqual([0, 50, 100]);
  expect(ticks(7.5)).toEqual([0, 2, 4, 6, 8]);
  expect(ticks(100)).toEqual([0, 50, 100]);
  expect(ticks(41_200)).toEqual([0, 20_000, 40_000, 60_000]);
});

test("a chart of nothing still has a height", () => {
  expect(ticks(0)).toEqual([0, 1]);
  expect(along(0, 0, 100)).toBe(0);
});

test("nobody counts half an order", () => {
  expect(countTicks(2)).toEqual([0, 1, 2]);
  expect(countTicks(0)).toEqual([0, 1]);
});

test("bands fill the width, and run from the right in Arabic", () => {
  const [first, last] = bands(2, 100, 0.2, false);
  expect(first).toEqual({ from: 5, width: 40 });
  expect(last).toEqual({ from: 55, width: 40 });
  expect(bands(2, 100, 0.2, true)[0]).toEqual({ from: 55, width: 40 });
});

test("a line touches the top at its highest value", () => {
  expect(line([0, 10, 5], 100, 20, false)).toBe("M0.0 20.0L50.0 0.0L100.0 10.0");
  expect(line([0, 10], 100, 20, true)).toBe("M100.0 20.0L0.0 0.0");
});

test("an arc goes the long way round after half", () => {
  expect(arc(0.25, 10, 10)).toBe("M10 0A10 10 0 0 1 20.000 10.000");
  expect(arc(0.75, 10, 10)).toBe("M10 0A10 10 0 1 1 0.000 10.000");
  expect(arc(2, 10, 10)).toContain(" 0 1 1 ");
});
