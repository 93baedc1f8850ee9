import { expect, test } from "vitest";
import { readIn, textIn, withText } from "./texts.ts";

const latte = {
  name: "Latte",
  description: "With milk",
  translations: { de: { name: "Milchkaffee" } },
};

test("what is not translated is read as it is written", () => {
  expect(readIn(latte, "de", "en")).toEqual({ name: "Milchkaffee", description: "With milk" });
  expect(readIn(latte, "fr", "en").name).toBe("Latte");
  expect(textIn(latte, "fr", "en").name).toBe("");
});

test("a translation that is emptied is gone", () => {
  const after = withText(latte, "de", "en", { name: "", description: "" });
  expect(after.translations).toEqual({});
});

test("the menu's own language is the entry itself", () => {
  const after = withText(latte, "en", "en", { name: "Caffè latte", description: "With milk" });
  expect(after).toEqual({ ...latte, name: "Caffè latte" });
});

test("other translations stay", () => {
  const after = withText(latte, "fr", "en", { name: "Café au lait", description: "" });
  expect(after.translations).toEqual({
    de: { name: "Milchkaffee" },
    fr: { name: "Café au lait" },
  });
});
