// What there is in the office, in the sequence of the side navigation.

import type { IconName } from "@comanda/ui";
import type { Key } from "../words/index.ts";

export interface Entry {
  path: string;
  name: Key;
  icon: IconName;
  /** Only the owner's people, who see every location. */
  admin?: boolean;
  /** What the keys of its drafts begin with. */
  drafts?: string;
}

export const PAGES: Entry[] = [
  { path: "/", name: "nav_dashboard", icon: "chart" },
  { path: "/orders", name: "nav_orders", icon: "receipt" },
  { path: "/menu", name: "nav_menu", icon: "cup", drafts: "menu " },
];
