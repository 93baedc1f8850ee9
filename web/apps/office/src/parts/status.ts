// How the statuses of orders, payments and workflows are called, and the colour of each.

import type { Key } from "../words/index.ts";
import type { Tone } from "./Card.tsx";

const ORDER: Record<string, [Key, Tone]> = {
  placed: ["status_placed", "info"],
  confirmed: ["status_confirmed", "info"],
  rejected: ["status_rejected", "bad"],
  preparing: ["status_preparing", "warn"],
  ready: ["status_ready", "good"],
  "out-for-delivery": ["status_out", "info"],
  collected: ["status_collected", "plain"],
  delivered: ["status_delivered", "plain"],
  "no-show": ["status_no_show", "bad"],
  undeliverable: ["status_undeliverable", "bad"],
  cancelled: ["status_cancelled", "bad"],
};

export const ORDER_STATUSES = Object.keys(ORDER);

const PAYMENT: Record<string, [Key, Tone]> = {
  none: ["payment_none", "plain"],
  authorised: ["payment_authorised", "info"],
  declined: ["payment_declined", "bad"],
  captured: ["payment_captured", "good"],
  voided: ["payment_voided", "plain"],
  refunded: ["payment_refunded", "warn"],
};

const EXECUTION: Record<string, [Key, Tone]> = {
  running: ["execution_running", "info"],
  succeeded: ["execution_succeeded", "good"],
  failed: ["execution_failed", "bad"],
  "timed-out": ["execution_timed_out", "bad"],
  aborted: ["execution_aborted", "warn"],
};

export const EXECUTION_STATUSES = Object.keys(EXECUTION);

type Name = (t: (key: Key) => string, word: string) => { text: string; tone: Tone };

/** A word the server has learnt since is shown as it is. */
function named(names: Record<string, [Key, Tone]>): Name {
  return (t, word) => {
    const found = names[word];
    return found ? { text: t(found[0]), tone: found[1] } : { text: word, tone: "plain" };
  };
}

export const orderStatus = named(ORDER);
export const paymentState = named(PAYMENT);
export const executionStatus = named(EXECUTION);
