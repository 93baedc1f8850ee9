// Each language is loaded when it is wanted.

import { type Dictionaries, useAnyWords } from "@comanda/ui";
import type { en } from "./en.ts";

export type Key = keyof typeof en;

export const dictionaries: Dictionaries<Key> = {
  en: async () => (await import("./en.ts")).en,
  de: async () => (await import("./en.ts")).en,
  fr: async () => (await import("./en.ts")).en,
  es: async () => (await import("./en.ts")).en,
  it: async () => (await import("./en.ts")).en,
  ar: async () => (await import("./en.ts")).en,
};

export const useWords = () => useAnyWords<Key>();
