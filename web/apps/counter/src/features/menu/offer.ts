// What can be sold out: products and options, as one list each, and until when.

import { type Menu, runOut } from "@comanda/api";
import { endOfDay } from "../pace/pace.ts";

export interface Offer {
  kind: "product" | "option";
  id: string;
  name: string;
  /** Until when it is sold out: a time, or until somebody says otherwise; nothing if it can be had. */
  soldOut: { until: string | undefined } | undefined;
  /** Nothing is left of what it takes from stock, whatever somebody says of it. */
  runOut: boolean;
}

export interface Group {
  id: string;
  name: string;
  kind: Offer["kind"];
  offers: Offer[];
}

interface Known {
  id: string;
  name: string;
  available?: boolean;
  sold_out_until?: string | null;
  stock_item?: string | null;
}

function offer(kind: Offer["kind"], known: Known, out: ReadonlySet<string>): Offer {
  const { id, name, available, sold_out_until, stock_item } = known;
  const isSoldOut = available === false;
  return {
    kind,
    id,
    name,
    soldOut: isSoldOut ? { until: sold_out_until ?? undefined } : undefined,
    runOut: stock_item ? out.has(stock_item) : false,
  };
}

/** Products by category, then options by what they answer; only what `search` is in, if anything is. */
export function groupsOf(menu: Menu, search = ""): Group[] {
  const text = search.trim().toLowerCase();
  const out = runOut(menu);
  const isFound = ({ name }: Offer) => name.toLowerCase().includes(text);
  const products = menu.categories.map(({ id, name }) => ({
    id,
    name,
    kind: "product" as const,
    offers: menu.products
      .filter((product) => product.category === id)
      .map((product) => offer("product", product, out)),
  }));
  const options = (menu.option_groups ?? []).map(({ id, name, options: all }) => ({
    id,
    name,
    kind: "option" as const,
    offers: all.map((option) => offer("option", option, out)),
  }));
  return [...products, ...options]
    .map((group) => ({ ...group, offers: group.offers.filter(isFound) }))
    .filter(({ offers }) => offers.length > 0);
}

export const SPANS = ["hour", "day", "open"] as const;
export type Span = (typeof SPANS)[number];

/** When a span from now ends; nothing if somebody has to end it. */
export function endOf(span: Span, now: number, timeZone: string): string | undefined {
  if (span === "hour") return new Date(now + 3_600_000).toISOString();
  if (span === "day") return endOfDay(now, timeZone);
  return undefined;
}
