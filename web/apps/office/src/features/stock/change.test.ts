import { expect, test } from "vitest";
import { levelAfter, requestOf, scarceFirst } from "./change.ts";

test("what is thrown away is taken off", () => {
  expect(requestOf("wasted", 3)).toEqual({ delta: -3, reason: "wasted" });
  expect(levelAfter("wasted", 10, 3)).toBe(7);
});

test("what comes in is added", () => {
  expect(requestOf("received", 12)).toEqual({ delta: 12, reason: "received" });
  expect(levelAfter("received", 10, 12)).toBe(22);
});

test("what was counted is what there is", () => {
  expect(requestOf("counted", 0)).toEqual({ level: 0 });
  expect(levelAfter("counted", 10, 4)).toBe(4);
});

test("what is gone stands first, then what soon will be, and the rest as it was", () => {
  const levels = [9, 5, 40, 0, 1].map((level) => ({ level }));
  expect(scarceFirst(levels).map((one) => one.level)).toEqual([0, 5, 1, 9, 40]);
});
