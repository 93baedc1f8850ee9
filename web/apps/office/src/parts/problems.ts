// What went wrong, in the words of an owner: ours where a person can meet it, the server's otherwise.

import { asProblem, isOffline } from "@comanda/api";
import type { Key } from "../words/index.ts";

const OWN: Record<string, Key> = {
  "api.forbidden": "problem_forbidden",
  "api.overloaded": "problem_busy",
  "api.timed-out": "problem_busy",
  "api.internal": "problem_internal",
  "api.not-found": "problem_gone",
  "api.body-too-large": "problem_too_large",
  "idp.bad-email": "problem_bad_email",
  "idp.email-taken": "problem_email_taken",
  "idp.last-admin": "problem_last_admin",
  "idp.no-such-account": "problem_gone",
  "idp.too-many-attempts": "problem_busy",
  "idp.yourself": "problem_yourself",
  "orders.not-found": "problem_gone",
  "orders.not-refundable": "problem_not_refundable",
  "orders.payment-unavailable": "problem_payment_unavailable",
  "orders.too-many-refunds": "problem_too_many_refunds",
  "orders.wrong-status": "problem_wrong_status",
  "products.changed-meanwhile": "problem_changed",
  "products.exists": "problem_exists",
  "products.in-use": "problem_in_use",
  "products.invalid": "problem_invalid",
  "products.stock-below-zero": "problem_below_zero",
  "users.order-under-way": "problem_order_under_way",
  "users.no-such-customer": "problem_gone",
};

/** The sentence to show. What a field's own place says is not said twice. */
export function sentence(thrown: unknown, t: (key: Key) => string): string {
  if (isOffline(thrown)) return t("problem_offline");
  const problem = asProblem(thrown);
  const own = OWN[problem.code];
  if (own) return t(own);
  return problem.code === "web.unknown" ? t("problem_internal") : problem.message;
}

/** What is wrong with the field at a JSON pointer, if anything. */
export function faultAt(thrown: unknown, pointer: string): string | undefined {
  if (!thrown) return undefined;
  const { fields } = asProblem(thrown);
  return fields.find((field) => field.pointer === pointer)?.detail;
}
