// Each language is a file of its own, loaded when it is wanted.

import type { Dictionaries } from "@comanda/ui";
import type { en } from "./en.ts";

export type Key = keyof typeof en;

export const dictionaries: Dictionaries<Key> = {
  en: async () => (await import("./en.ts")).en,
  de: async () => (await import("./de.ts")).de,
  fr: async () => (await import("./fr.ts")).fr,
  es: async () => (await import("./es.ts")).es,
  it: async () => (await import("./it.ts")).it,
  ar: async () => (await import("./ar.ts")).ar,
};
