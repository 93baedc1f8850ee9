import { expect, test } from "vitest";
import { change, hourBars, kept, soFar } from "./sales.ts";

const hour = (at: number, orders: number) => ({ hour: at, orders, gross_minor: orders * 500 });
const write = (at: number) => ({ short: `${at}`, name: `${at}:00` });

test("last week counts only as far as today has come", () => {
  expect(soFar([hour(8, 2), hour(9, 3), hour(17, 9)], 9)).toEqual({ orders: 5, gross_minor: 2500 });
});

test("nothing is no base for a comparison", () => {
  expect(change(500, 0)).toBeUndefined();
  expect(change(1500, 1000)).toBe(0.5);
});

test("the drawn hours are those of a day, and wider when something was sold before or after", () => {
  const usual = hourBars([hour(10, 1)], [], 12, write);
  expect([usual[0]?.short, usual.at(-1)?.short]).toEqual(["8", "18"]);
  const long = hourBars([hour(6, 1)], [hour(22, 2)], 12, write);
  expect([long[0]?.short, long.at(-1)?.short]).toEqual(["6", "22"]);
  expect(long.find((bar) => bar.open)?.short).toBe("12");
  expect(long.at(-1)?.compared).toBe(1000);
});

test("a promise nobody was given is neither kept nor broken", () => {
  expect(kept({ kept: 0, late: 0 })).toBeUndefined();
  expect(kept({ kept: 9, late: 1 })).toBe(0.9);
});
