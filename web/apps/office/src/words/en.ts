// The words of the app. English says which there are; the others say the same.

import type { Text } from "@comanda/ui";

export const en = {
  title: "Comanda",
  retry: "Try again",
} satisfies Record<string, Text>;
