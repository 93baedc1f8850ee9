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
  { path: "/stock", name: "nav_stock", icon: "stock" },
  { path: "/hours", name: "nav_hours", icon: "clock", drafts: "hours " },
  { path: "/capacity", name: "nav_capacity", icon: "gauge", drafts: "capacity " },
  { path: "/staff", name: "nav_staff", icon: "person", admin: true },
  { path: "/customers", name: "nav_customers", icon: "people", admin: true },
  { path: "/workflows", name: "nav_workflows", icon: "flow", admin: true },
  { path: "/audit", name: "nav_audit", icon: "shield", admin: true },
  { path: "/settings", name: "nav_settings", icon: "gear", drafts: "settings " },
];
