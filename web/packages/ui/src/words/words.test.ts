import { expect, test } from "vitest";
import { flaws } from "./complete.ts";
import { Formats } from "./formats.ts";
import type { Language } from "./languages.ts";
import { fill, type Text } from "./text.ts";

test("a plural takes the form its language asks for", () => {
  const items: Text = {
    zero: "لا عناصر",
    one: "عنصر واحد",
    two: "عنصران",
    few: "{count} عناصر",
    many: "{count} عنصرًا",
    other: "{count} عنصر",
  };
  const forms = [0, 1, 2, 3, 11, 100].map((count) => fill(items, { count }, "ar-u-nu-latn"));
  expect(forms).toEqual(["لا عناصر", "عنصر واحد", "عنصران", "3 عناصر", "11 عنصرًا", "100 عنصر"]);
});

test("a Latin name within Arabic keeps its own direction", () => {
  const name = "Flat white (large)";
  expect(fill("أُضيف: {name}", { name }, "ar")).toBe(`أُضيف: \u2068${name}\u2069`);
  expect(fill("Added: {name}", { name }, "en-GB")).toBe(`Added: ${name}`);
});

test("a place without a value stays to be seen", () => {
  expect(fill("For {name}", { other: 1 }, "en")).toBe("For {name}");
});

test("money has the digits of its currency", () => {
  const english = new Formats("en-GB");
  expect(english.money(420, "EUR")).toBe("€4.20");
  expect(english.money(420, "JPY")).toBe("JP¥420");
  expect(english.difference(-40, "EUR")).toBe("-€0.40");
  expect(new Formats("de").money(420, "EUR")).toBe("4,20\u00a0€");
});

test("what a translation lacks is named", () => {
  const en: Record<string, Text> = {
    hello: "Hello {name}",
    items: { one: "one", other: "{count}" },
  };
  const whole = {
    hello: "x {name}",
    items: { one: "1", many: "m", other: "n" },
  };
  const every = {
    zero: "0",
    one: "1",
    two: "2",
    few: "3",
    many: "4",
    other: "5",
  };
  const found = flaws({
    en,
    de: { hello: "Hallo", items: { one: "1", other: "2" } },
    fr: { ...whole, extra: "?" },
    es: { ...whole, items: "viele" },
    it: whole,
    ar: { hello: "", items: every },
  } as Record<Language, Record<string, Text>>);
  expect(found).toEqual([
    "de.hello: other values than English ({name})",
    "fr.extra: not in English",
    "es.items: a plural in one language and not in the other",
    "ar.hello: missing",
  ]);
});
