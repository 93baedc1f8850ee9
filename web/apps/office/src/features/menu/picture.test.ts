import { expect, test } from "vitest";
import { fitting } from "./picture.ts";

test("a picture keeps its proportions and gets no larger", () => {
  expect(fitting(4000, 3000)).toEqual([800, 600]);
  expect(fitting(3000, 4000)).toEqual([600, 800]);
  expect(fitting(640, 480)).toEqual([640, 480]);
  expect(fitting(4000, 1)).toEqual([800, 1]);
});
