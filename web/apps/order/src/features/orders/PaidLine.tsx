import type { Payment } from "@comanda/api";
import { type Key, useWords } from "../../words/index.ts";
import { isOver, type Seen } from "./progress.ts";

/** How far an order is paid, and what of it has gone back. */
export function PaidLine({ order, payment }: { order: Seen; payment: Payment }) {
  const { t, f } = useWords();
  const { state, refunded_minor, currency } = payment;
  // What is paid from hand to hand is known to those two only.
  if (state === "none" && isOver(order)) return null;
  const word = t(`payment.${state}` as Key);
  return <p>{refunded_minor > 0 ? `${word}: ${f.money(refunded_minor, currency)}` : word}</p>;
}
