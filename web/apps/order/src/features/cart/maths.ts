// What a cart costs, by the rules of the server's own pricing (crates/orders/src/domain/price.rs).
// contracts/cart-cases.json is run through both, so that a price shown is the price asked.

import type { Location, Menu, MenuOption, OptionGroup, Product } from "@comanda/api";

/** Everything prices come from: a location's menu, and how it taxes. */
export interface Shop {
  currency: string;
  pricesIncludeTax: boolean;
  /** Hundredths of a percent by tax class. */
  taxRates: Record<string, number>;
  products: Map<string, Product>;
  groups: Map<string, OptionGroup>;
}

/** One line as wanted; an option that is wanted twice is named twice. */
export interface Wanted {
  product: string;
  quantity: number;
  options: string[];
}

/** One line as priced. With a fault it cannot be ordered, and has no price. */
export interface PricedLine {
  unit_price_minor: number;
  total_minor: number;
  /** Codes of problems, as the server would name them. */
  faults: string[];
}

export interface PricedCart {
  lines: PricedLine[];
  subtotal_minor: number;
  /** What comes on top where prices are without tax; otherwise 0. */
  tax_on_top_minor: number;
  tip_minor: number;
  total_minor: number;
}

export function shopOf(
  location: Pick<Location, "currency" | "prices_include_tax" | "tax_rates">,
  menu: Pick<Menu, "products" | "option_groups">,
): Shop {
  return {
    currency: location.currency,
    pricesIncludeTax: location.prices_include_tax,
    taxRates: location.tax_rates as Record<string, number>,
    products: new Map(menu.products.map((product) => [product.id, product])),
    groups: new Map((menu.option_groups ?? []).map((group) => [group.id, group])),
  };
}

/** The questions a product is asked with, in their order. */
export function groupsOf(shop: Shop, product: Product): OptionGroup[] {
  return (product.option_groups ?? []).flatMap((id) => shop.groups.get(id) ?? []);
}

/** How often each option of a group is meant: what was said, or the defaults of a required group. */
export function meant(group: OptionGroup, options: readonly string[]): Map<MenuOption, number> {
  const times = (option: MenuOption) => options.filter((id) => id === option.id).length;
  const unanswered = group.options.every((option) => times(option) === 0);
  const counted = group.options.map((option) => {
    const byDefault = unanswered && group.min > 0 && option.default && option.available !== false;
    return [option, Math.max(times(option), byDefault ? 1 : 0)] as const;
  });
  return new Map(counted.filter(([, count]) => count > 0));
}

/** What one line costs, or why it cannot be had. */
export function priceLine(shop: Shop, wanted: Wanted): PricedLine {
  const none = (faults: string[]) => ({ unit_price_minor: 0, total_minor: 0, faults });
  const product = shop.products.get(wanted.product);
  if (!product) return none(["orders.unknown-product"]);
  const faults: string[] = [];
  if (wanted.quantity < 1 || wanted.quantity > QUANTITY_MAX) faults.push("orders.bad-quantity");
  if (product.available === false) faults.push("orders.unavailable");
  const groups = groupsOf(shop, product);
  const known = new Set(groups.flatMap((group) => group.options.map((option) => option.id)));
  if (wanted.options.some((id) => !known.has(id))) faults.push("orders.unknown-option");
  let unit = product.price_minor;
  for (const group of groups) {
    let chosen = 0;
    for (const [option, count] of meant(group, wanted.options)) {
      chosen += count;
      unit += count * (option.price_difference_minor ?? 0);
      if (count > (option.max_quantity ?? 1)) faults.push("orders.too-many-options");
      if (option.available === false) faults.push("orders.unavailable");
    }
    if (chosen < group.min) faults.push("orders.too-few-options");
    else if (chosen > group.max) faults.push("orders.too-many-options");
  }
  if (faults.length > 0) return none([...new Set(faults)]);
  return { unit_price_minor: unit, total_minor: unit * wanted.quantity, faults };
}

/** Most pieces of one line. */
export const QUANTITY_MAX = 50;

/** What everything costs. Lines that cannot be had cost nothing. */
export function priceCart(shop: Shop, wanted: readonly Wanted[], tipMinor = 0): PricedCart {
  const lines = wanted.map((line) => priceLine(shop, line));
  const subtotal = lines.reduce((sum, line) => sum + line.total_minor, 0);
  const onTop = shop.pricesIncludeTax ? 0 : taxOnTop(shop, wanted, lines);
  return {
    lines,
    subtotal_minor: subtotal,
    tax_on_top_minor: onTop,
    tip_minor: tipMinor,
    total_minor: subtotal + onTop + tipMinor,
  };
}

/** Rounded once for each rate, over everything that has it; half away from zero. */
function taxOnTop(shop: Shop, wanted: readonly Wanted[], lines: readonly PricedLine[]): number {
  const byRate = new Map<number, number>();
  lines.forEach((line, place) => {
    const product = shop.products.get(wanted[place]?.product ?? "");
    const rate = shop.taxRates[product?.tax_class ?? ""] ?? 0;
    byRate.set(rate, (byRate.get(rate) ?? 0) + line.total_minor);
  });
  let tax = 0;
  for (const [rate, sum] of byRate) {
    const exact = (sum * rate) / 10_000;
    tax += Math.sign(exact) * Math.round(Math.abs(exact));
  }
  return tax;
}

/** Digits after the point that a currency is written with. */
export function digitsOf(currency: string): number {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/** Most that may be given as a tip: what the lines come to, or fifty if that is more. */
export function tipMax(subtotalMinor: number, currency: string): number {
  return Math.max(subtotalMinor, 50 * 10 ** digitsOf(currency));
}
