import { expect, test } from "vitest";
import { dropDraft, dropDrafts, keepDraft, readDraft } from "./draft.ts";

test("what was typed is still there after looking at another page", () => {
  keepDraft("menu prd_latte", { name: "Latte" });
  expect(readDraft("menu prd_latte")).toEqual({ name: "Latte" });
  expect(readDraft("menu prd_mocha")).toBeUndefined();
});

test("nothing is left once it is saved, or somebody has signed out", () => {
  keepDraft("one", 1);
  keepDraft("two", 2);
  dropDraft("one");
  expect([readDraft("one"), readDraft("two")]).toEqual([undefined, 2]);
  dropDrafts();
  expect(readDraft("two")).toBeUndefined();
});
