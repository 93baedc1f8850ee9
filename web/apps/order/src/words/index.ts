import { useAnyWords } from "@comanda/ui";
import type { Key } from "./dictionaries.ts";

export type { Key };

export const useWords = () => useAnyWords<Key>();
