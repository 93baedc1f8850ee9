import type { Order } from "@comanda/api";
import { expect, test } from "vitest";
import { customerOf } from "./customer.ts";

const order = (...happened: [string, string, string][]) =>
  ({
    timeline: happened.map(([event, id, role]) => ({ event, by: { id, role } })),
  }) as unknown as Order;

test("an order is its customer's, whoever has made it", () => {
  const made = order(["placed", "usr_anna", "customer"], ["ready", "usr_ben", "barista"]);
  expect(customerOf(made)).toBe("usr_anna");
});

test("what a guest has ordered is nobody's, until an account takes it over", () => {
  expect(customerOf(order(["placed", "guest_1", "customer"]))).toBeUndefined();
  const claimed = order(["placed", "guest_1", "customer"], ["taken-over", "usr_anna", "customer"]);
  expect(customerOf(claimed)).toBe("usr_anna");
});

test("what was ordered at the counter, or by somebody forgotten, is nobody's", () => {
  expect(customerOf(order(["placed", "usr_ben", "barista"]))).toBeUndefined();
  const gone = order(["placed", "usr_anna", "customer"], ["forgotten", "usr_anna", "customer"]);
  expect(customerOf(gone)).toBeUndefined();
});
