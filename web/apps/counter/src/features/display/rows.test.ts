import { expect, test } from "vitest";
import { at, NOON, ticket } from "../tickets/testing.ts";
import type { Ticket } from "../tickets/ticket.ts";
import { rowsOf } from "./rows.ts";

const ready = (id: string, seconds: number, more: Partial<Ticket> = {}) =>
  ticket(id, {
    status: "ready",
    timeline: [{ version: 5, event: "ready", at: at(seconds) }],
    ...more,
  });
const seen = (tickets: Ticket[], seconds = 0) => {
  const rows = rowsOf(tickets, NOON + seconds * 1000, 8);
  return [rows.preparing, rows.ready].map((some) => some.map(({ id }) => id));
};

test("customers see what is being made, and what is ready, the newest first", () => {
  const tickets = [
    ticket("ord_b", { placed_at: at(2), status: "preparing" }),
    ticket("ord_a"),
    ready("ord_r", 1),
    ready("ord_s", 5),
    ticket("ord_gone", { status: "collected" }),
  ];
  expect(seen(tickets, 10)).toEqual([
    ["ord_a", "ord_b"],
    ["ord_s", "ord_r"],
  ]);
});

test("what is ready leaves after ten minutes", () => {
  expect(seen([ready("ord_r", 0)], 599)[1]).toEqual(["ord_r"]);
  expect(seen([ready("ord_r", 0)], 600)[1]).toEqual([]);
});

test("what is delivered, or for later, is not waited for here", () => {
  const delivery = { type: "delivery" as const, address: ["Here 1"] };
  const later = { fulfilment: { type: "pickup" as const, at: at(7200) }, ready_at: at(7200) };
  expect(seen([ready("ord_d", 0, { fulfilment: delivery }), ticket("ord_l", later)])).toEqual([
    [],
    [],
  ]);
});

test("there are never more than fourteen", () => {
  const many = Array.from({ length: 20 }, (_, place) => ready(`ord_${place}`, place));
  const rows = seen(many, 30)[1];
  expect([rows?.length, rows?.[0], rows?.[13]]).toEqual([14, "ord_19", "ord_6"]);
});
