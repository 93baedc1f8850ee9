// @vitest-environment jsdom
import { act, renderHook } from "@testing-library/react";
import { expect, test } from "vitest";
import { useMoreByMore } from "./useMoreByMore.ts";

test("a page is drawn one part more at a time, and all at once when it is seen again", () => {
  const drawn: number[] = [];
  act(() => {
    renderHook(() => drawn.push(useMoreByMore(2, 5)));
  });
  expect(drawn).toEqual([2, 3, 4, 5]);
  expect(renderHook(() => useMoreByMore(2, 5)).result.current).toBe(5);
});
