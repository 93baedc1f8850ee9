// What the server refuses, in our words, for what somebody at the counter can meet.

import { type Key, useWords } from "./index.ts";

const WORDS: Record<string, Key> = {
  "orders.claimed-by-another": "problemClaimed",
  "orders.wrong-status": "problemWrongStatus",
  "orders.too-late-to-cancel": "problemTooLateToCancel",
  "orders.too-many-steps": "problemTooManySteps",
  "orders.not-found": "problemGone",
  "orders.cancelled": "problemCancelled",
  "orders.location-closed": "problemClosed",
  "orders.location-busy": "problemFull",
  "orders.out-of-stock": "problemOutOfStock",
  "orders.unavailable": "problemUnavailable",
  "orders.total-changed": "problemTotalChanged",
  "orders.not-refundable": "problemNotRefundable",
  "orders.too-many-refunds": "problemNotRefundable",
  "orders.payment-unavailable": "problemPayment",
  "orders.no-qr-codes": "problemNoQrCodes",
  "orders.fulfilment-not-offered": "problemNotOffered",
  "api.forbidden": "problemForbidden",
  "web.offline": "problemOffline",
};

/** Says what went wrong: in our words by its code, else in the server's. */
export function useProblem(): (code: string, detail: string) => string {
  const { t } = useWords();
  return (code, detail) => {
    const key = WORDS[code];
    return key ? t(key) : detail;
  };
}
