import { flaws } from "@comanda/ui/complete";
import { expect, test } from "vitest";
import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";

test("every language says everything, with the same values and all its plurals", () => {
  expect(flaws({ en, de, fr, es, it, ar })).toEqual([]);
});
