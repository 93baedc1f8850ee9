import { expect, test } from "vitest";
import { nextRange, openMinutes, readRange, segments, writeRange } from "./ranges.ts";

test("a range is written as it was read, until midnight too", () => {
  for (const range of ["07:00-18:00", "00:00-24:00", "18:00-02:00", "18:00-24:00"]) {
    expect(writeRange(readRange(range))).toBe(range);
  }
  expect(readRange("18:00-24:00").until).toBe("00:00");
});

test("a night runs over into the next morning", () => {
  expect(segments(["18:00-02:00"], [])).toEqual([{ from: 1080, until: 1440, over: false }]);
  expect(segments([], ["18:00-02:00"])).toEqual([{ from: 0, until: 120, over: true }]);
  expect(segments([], ["18:00-24:00"])).toEqual([]);
});

test("a day may be open all day", () => {
  expect(segments(["00:00-24:00"], ["00:00-24:00"])).toEqual([
    { from: 0, until: 1440, over: false },
  ]);
});

test("a week's hours are added up over midnight", () => {
  expect(openMinutes([["08:00-12:00", "13:00-18:00"], ["18:00-02:00"]])).toBe(17 * 60);
  expect(openMinutes([["00:00-24:00"]])).toBe(1440);
});

test("one more range begins after the last", () => {
  expect(nextRange([])).toBe("08:00-18:00");
  expect(nextRange(["08:00-12:00"])).toBe("13:00-14:00");
});
