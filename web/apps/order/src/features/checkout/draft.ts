// What somebody has filled in at the checkout, kept as long as the tab so that a reload loses nothing.

import type { Fulfilment } from "@comanda/api";
import { useCallback, useState } from "react";
import { Kept } from "../../lib/kept.ts";

export type How = Fulfilment["type"];

export interface Draft {
  how: How;
  /** When it is fetched; as soon as possible unless told. */
  at?: string | undefined;
  table?: string;
  address: string;
  phone: string;
  name: string;
  email: string;
  note: string;
  tip: Tip;
  pay: "counter" | "card";
}

/** A share of the subtotal in percent, or an amount. */
export type Tip = { percent: number } | { minor: number };

export const NO_TIP: Tip = { percent: 0 };

/** The name on the cup, kept from order to order. */
export const nameKept = new Kept<string>("name", "");

const key = (location: string) => `comanda.checkout.${location}`;

function fresh(table: string | undefined): Draft {
  return {
    how: table ? "dine-in" : "pickup",
    ...(table ? { table } : {}),
    address: "",
    phone: "",
    name: nameKept.get(),
    email: "",
    note: "",
    tip: NO_TIP,
    pay: "counter",
  };
}

function read(location: string, table: string | undefined): Draft {
  const text = sessionStorage.getItem(key(location));
  if (!text) return fresh(table);
  const kept = JSON.parse(text) as Draft;
  // Somebody has sat down since, or got up.
  if (table && kept.table !== table) return { ...kept, how: "dine-in", table };
  return !table && kept.how === "dine-in" ? { ...kept, how: "pickup" } : kept;
}

export interface Drafting {
  draft: Draft;
  change: (some: Partial<Draft>) => void;
  /** Fills in what is empty yet, once it is known. */
  fill: (known: { name: string | undefined; email: string | undefined }) => void;
}

export function useDraft(location: string, table: string | undefined): Drafting {
  const [draft, setDraft] = useState(() => read(location, table));
  const write = useCallback(
    (next: (before: Draft) => Draft) => {
      setDraft((before) => {
        const after = next(before);
        sessionStorage.setItem(key(location), JSON.stringify(after));
        return after;
      });
    },
    [location],
  );
  const change = useCallback<Drafting["change"]>(
    (some) => write((before) => ({ ...before, ...some })),
    [write],
  );
  const fill = useCallback<Drafting["fill"]>(
    ({ name, email }) =>
      write((before) => ({
        ...before,
        name: before.name || (name ?? ""),
        email: before.email || (email ?? ""),
      })),
    [write],
  );
  return { draft, change, fill };
}

export function forgetDraft(location: string): void {
  sessionStorage.removeItem(key(location));
}

export function tipOf(tip: Tip, subtotalMinor: number): number {
  return "minor" in tip ? tip.minor : Math.round((subtotalMinor * tip.percent) / 100);
}

/** The ways that are left to somebody: of those the location offers, a table only where one sits at it. */
export function waysOf(offered: readonly How[], table: string | undefined): How[] {
  return offered.filter((how) => how !== "dine-in" || table);
}

/** The same draft as this server takes it: in a way that is offered, paid with what is taken. */
export function offeredTo(
  draft: Draft,
  offered: readonly How[],
  payments: readonly string[] = [],
): Draft {
  const ways = waysOf(offered, draft.table);
  const how = ways.includes(draft.how) ? draft.how : (ways[0] ?? draft.how);
  return { ...draft, how, pay: payments.includes("sandbox") ? draft.pay : "counter" };
}

/** The same draft where there is no "now": the next time is what most people want. */
export function timedBy(draft: Draft, next: string | undefined): Draft {
  return { ...draft, at: draft.at ?? next };
}

/** How it gets to its customer, as the API takes it. */
export function fulfilmentOf(draft: Draft): Fulfilment {
  if (draft.how === "dine-in") return { type: "dine-in", table: draft.table ?? "" };
  if (draft.how === "delivery") {
    const address = draft.address
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
    const phone = draft.phone.trim();
    return { type: "delivery", address, ...(phone ? { phone } : {}) };
  }
  return draft.at ? { type: "pickup", at: draft.at } : { type: "pickup" };
}
