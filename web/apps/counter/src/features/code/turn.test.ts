import { expect, test } from "vitest";
import { addressOf, leftS, pathOf, turnOf } from "./turn.ts";

const NOON = Date.parse("2026-11-30T12:00:00Z");
const code = { expires_at: "2026-11-30T12:05:00Z", tokens_left: 3 };
const at = (seconds: number) => NOON + seconds * 1000;

test("a code is shown until fifteen seconds before it ends", () => {
  expect([0, 284, 285, 299, 300].map((s) => turnOf(code, at(s)))).toEqual([
    "code",
    "code",
    "soon",
    "soon",
    "over",
  ]);
  expect([0, 299.5, 400].map((s) => leftS(code, at(s)))).toEqual([300, 1, 0]);
});

test("a code that nobody can use any more is not shown", () => {
  expect(turnOf({ ...code, tokens_left: 0 }, NOON)).toBe("used-up");
});

test("a code leads to the customer's app, wherever the two stand", () => {
  const page = "https://cafe.example/counter/l/loc_a/code";
  expect(addressOf("abc", page, "/counter/")).toBe("https://cafe.example/order/scan/abc");
  expect(addressOf("abc", "https://cdn.example/x/", "/shop/counter/")).toBe(
    "https://cdn.example/shop/order/scan/abc",
  );
});

test("each dark square is drawn once", () => {
  expect(
    pathOf([
      [true, false],
      [false, true],
    ]),
  ).toBe("M0 0h1v1h-1zM1 1h1v1h-1z");
});
