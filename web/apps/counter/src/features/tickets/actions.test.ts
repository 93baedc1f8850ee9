import { expect, test } from "vitest";
import { type Command, foreseen, nextStep, undoOf } from "./actions.ts";
import { at, ticket } from "./testing.ts";
import { readySince } from "./ticket.ts";

const ME = "ben";
const line = { product: "prd_a", name: "Flat white", station: "bar", done: false };

test("a ticket goes from step to step until it is handed over", () => {
  let one = ticket("ord_a");
  const verbs = [];
  for (let step = nextStep(one, ME); step; step = nextStep(one, ME)) {
    verbs.push(step.verb);
    one = foreseen(one, [step], ME);
  }
  expect(verbs).toEqual(["start", "ready", "collect"]);
  expect(one).toMatchObject({ status: "collected", barista: ME });
});

test("what is delivered leaves, and arrives", () => {
  const address = { type: "delivery" as const, address: ["Here 1"] };
  const ready = ticket("ord_a", { status: "ready", fulfilment: address });
  expect(nextStep(ready, ME)).toEqual({ verb: "dispatch" });
  const away = foreseen(ready, [{ verb: "dispatch" }], ME);
  expect(nextStep(away, ME)).toEqual({ verb: "deliver" });
});

test("a ticket that another barista has is not begun, but whoever stands there may say it is ready", () => {
  expect(nextStep(ticket("ord_a", { barista: "eva" }), ME)).toBeUndefined();
  const begun = ticket("ord_a", { barista: "eva", status: "preparing" });
  expect(nextStep(begun, ME)).toEqual({ verb: "ready" });
});

test("what is undone is as it was before", () => {
  const lines = [{ ...line, quantity: 1, options: [], unit_price_minor: 1, total_minor: 1 }];
  const cases: [ReturnType<typeof ticket>, Command][] = [
    [ticket("ord_a", { lines }), { verb: "claim" }],
    [ticket("ord_a", { lines, barista: ME }), { verb: "start" }],
    [ticket("ord_a", { lines, status: "preparing", barista: ME }), { verb: "ready" }],
    [ticket("ord_a", { lines }), { verb: "rush", rush: true }],
    [ticket("ord_a", { lines }), { verb: "line", line: 1, done: true }],
  ];
  for (const [before, command] of cases) {
    const undo = undoOf(command);
    expect(undo, command.verb).toBeDefined();
    if (!undo) continue;
    const after = foreseen(before, [command, undo], ME);
    const { status, rush, lines } = after;
    expect({ status, rush, lines, barista: after.barista ?? undefined }).toEqual({
      status: before.status,
      rush: before.rush,
      lines: before.lines,
      barista: before.barista,
    });
    expect(readySince(after)).toBeUndefined();
  }
});

test("a command that comes too late changes nothing", () => {
  const collected = ticket("ord_a", { status: "collected" });
  for (const verb of ["start", "ready", "collect", "dispatch", "no-show"] as const) {
    expect(foreseen(collected, [{ verb }], ME)).toEqual(collected);
  }
});

test("a ticket that is expected to be ready counts from what happened last, not from this device", () => {
  const begun = ticket("ord_a", { status: "preparing" });
  expect(readySince(foreseen(begun, [{ verb: "ready" }], ME))).toBe(Date.parse(at(0)));
});
