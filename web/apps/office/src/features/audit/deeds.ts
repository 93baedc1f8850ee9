// What was done, to be read and to be looked for.

import type { components } from "@comanda/api";

type Entry = components["schemas"]["AuditEntry"];

/** An operation's name in words: `replaceMenu` is `Replace menu`. */
export function inWords(operation: string): string {
  const words = operation.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whether an entry has every word that is looked for, wherever. */
export function matching(entry: Entry, looked: string): boolean {
  const text = [entry.by.name, entry.by.id, entry.by.role, inWords(entry.operation), entry.path]
    .filter(Boolean)
    .join(" ")
    .toLowerCase();
  return looked
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
