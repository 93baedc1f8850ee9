import { expect, test } from "vitest";
import { change, dayBars, hourBars, kept, soFar } from "./sales.ts";

const hour = (at: number, orders: number) => ({ hour: at, orders, gross_minor: orders * 500 });
const day = (at: number, orders: number) => ({
  day: `2026-11-0${at}`,
  orders,
  gross_minor: orders * 500,
});
const write = (at: number | string) => ({ short: `${at}`, name: `${at}:00` });

test("last week counts only as far as today has come, to the minute", () => {
  const hours = [hour(8, 2), hour(9, 4), hour(17, 9)];
  expect(soFar(hours, 10, 0)).toEqual({ orders: 6, gross_minor: 3000, average_minor: 500 });
  expect(soFar(hours, 9, 30)).toEqual({ orders: 4, gross_minor: 2000, average_minor: 500 });
  expect(soFar(hours, 7, 0)).toEqual({ orders: 0, gross_minor: 0, average_minor: 0 });
});

test("nothing is no base for a comparison", () => {
  expect(change(500, 0)).toBeUndefined();
  expect(change(1500, 1000)).toBe(0.5);
});

test("the drawn hours are those of a day, and wider when something was sold before or after", () => {
  const usual = hourBars([hour(10, 1)], [], 12, 1, write);
  expect([usual[0]?.short, usual.at(-1)?.short]).toEqual(["8", "18"]);
  const long = hourBars([hour(6, 1)], [hour(22, 2)], 12, 1, write);
  expect([long[0]?.short, long.at(-1)?.short]).toEqual(["6", "22"]);
  expect(long.find((bar) => bar.open)?.short).toBe("12");
  expect(long.at(-1)?.compared).toBe(1000);
});

test("an hour of several days is what it was on average, and none of them is under way", () => {
  const bars = hourBars([hour(10, 14)], [hour(10, 7)], undefined, 7, write);
  expect(bars.find((bar) => bar.short === "10")).toEqual({
    ...write(10),
    value: 1000,
    compared: 500,
  });
  expect(bars.some((bar) => bar.open)).toBe(false);
});

test("a day stands beside the same weekday before", () => {
  const bars = dayBars([day(8, 1), day(9, 2)], [day(1, 3), day(2, 4)], write);
  expect(bars.map((bar) => [bar.value, bar.compared])).toEqual([
    [500, 1500],
    [1000, 2000],
  ]);
  expect(dayBars([day(8, 1)], [], write)[0]?.compared).toBe(0);
});

test("a promise nobody was given is neither kept nor broken", () => {
  expect(kept({ kept: 0, late: 0 })).toBeUndefined();
  expect(kept({ kept: 9, late: 1 })).toBe(0.9);
});
