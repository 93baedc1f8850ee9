import { expect, test } from "vitest";
import { at, NOON, ticket } from "../tickets/testing.ts";
import type { Ticket } from "../tickets/ticket.ts";
import { allDay } from "./batches.ts";
import { columnsOf, isFound, recentlyDone, stationsOf } from "./columns.ts";
import { Digits, moved } from "./keys.ts";
import { withWarnings } from "./warnings.ts";

const shown = (...tickets: Ticket[]) =>
  tickets.map((one) => ({ ticket: one, pending: false, refusal: undefined }));
const ids = (some: { ticket: Ticket }[]) => some.map((one) => one.ticket.id);

function line(name: string, more: Partial<Ticket["lines"][number]> = {}): Ticket["lines"][number] {
  const product = `prd_${name}`;
  const prices = { unit_price_minor: 1, total_minor: 1 };
  return {
    product,
    name,
    quantity: 1,
    options: [],
    station: "bar",
    done: false,
    ...prices,
    ...more,
  };
}

const oat = { option: "opt_oat", name: "Oat", quantity: 1, price_difference_minor: 50 };

test("tickets stand by what is to be done with them, rushed ones first, then by age", () => {
  const columns = columnsOf(
    shown(
      ticket("ord_c", { placed_at: at(30) }),
      ticket("ord_a"),
      ticket("ord_r", { placed_at: at(60), rush: true }),
      ticket("ord_p", { status: "preparing" }),
      ticket("ord_d", { status: "out-for-delivery" }),
      ticket("ord_gone", { status: "collected" }),
      ticket("ord_new", { status: "placed" }),
    ),
    NOON,
    8,
  );
  expect(ids(columns.new)).toEqual(["ord_r", "ord_a", "ord_c"]);
  expect(ids(columns.preparing)).toEqual(["ord_p"]);
  expect(ids(columns.ready)).toEqual(["ord_d"]);
});

test("what is ordered for later waits apart until it has to be begun", () => {
  const later = ticket("ord_l", {
    fulfilment: { type: "pickup", at: at(3600) },
    ready_at: at(3600),
  });
  expect(ids(columnsOf(shown(later), NOON, 8).later)).toEqual(["ord_l"]);
  expect(ids(columnsOf(shown(later), NOON + 3600_000, 8).new)).toEqual(["ord_l"]);
  const rushed = { ...later, rush: true };
  expect(ids(columnsOf(shown(rushed), NOON, 8).new)).toEqual(["ord_l"]);
});

test("a station sees what is made there, and everything that can be handed over", () => {
  const food = ticket("ord_f", { lines: [line("toast", { station: "kitchen" })] });
  const both = shown(food, ticket("ord_b", { lines: [line("latte")] }), {
    ...food,
    id: "ord_r",
    status: "ready",
  });
  const columns = columnsOf(both, NOON, 8, { station: "bar" });
  expect([ids(columns.new), ids(columns.ready)]).toEqual([["ord_b"], ["ord_r"]]);
  expect(stationsOf(both)).toEqual(["bar", "kitchen"]);
});

test("a ticket is found by number, name and id", () => {
  const one = ticket("ord_0h5k", { number: "A-042", name: "Anna Maria" });
  for (const text of ["42", "042", "4", "A-042", "a042", "maria", "ord_0h5k"]) {
    expect(isFound(one, text), text).toBe(true);
  }
  for (const text of ["2", "420", "B-042", "ben"]) expect(isFound(one, text), text).toBe(false);
});

test("what is done stays to be looked up, the last first", () => {
  const ended = (id: string, seconds: number) =>
    ticket(id, {
      status: "collected",
      timeline: [{ version: 5, event: "collected", at: at(seconds) }],
    });
  expect(ids(recentlyDone(shown(ended("ord_a", 1), ended("ord_b", 2), ticket("ord_c"))))).toEqual([
    "ord_b",
    "ord_a",
  ]);
});

test("the same drinks of all tickets are counted together, until they are made", () => {
  const tickets = [
    ticket("ord_a", { lines: [line("latte", { quantity: 2 }), line("latte", { options: [oat] })] }),
    ticket("ord_b", { status: "preparing", lines: [line("latte"), line("toast", { done: true })] }),
    ticket("ord_c", { status: "ready", lines: [line("latte")] }),
    ticket("ord_d", { lines: [line("latte", { note: "extra hot" })] }),
  ];
  const counted = allDay(tickets).map(({ name, options, quantity }) => [name, options, quantity]);
  expect(counted).toEqual([
    ["latte", [], 3],
    ["latte", ["Oat"], 1],
    ["latte", ["extra hot"], 1],
  ]);
  expect(allDay(tickets, "kitchen")).toEqual([]);
});

test("what makes people ill is marked in a wish, in every language we speak", () => {
  const marked = (text: string) =>
    withWarnings(text)
      .filter(({ isWarning }) => isWarning)
      .map((part) => part.text);
  expect(marked("I'm allergic to nuts, extra hot please")).toEqual(["allergic", "nuts"]);
  expect(marked("Nussallergie! ohne Laktose")).toEqual(["Nussallergie", "Laktose"]);
  expect(marked("allergie aux noix, sans gluten")).toEqual(["allergie", "noix", "gluten"]);
  expect(marked("soy celíaca y alérgica a los frutos secos")).toContain("celíaca");
  expect(marked("alérgica")).toEqual(["alérgica"]);
  expect(marked("allergica alle noci")).toEqual(["allergica", "noci"]);
  expect(marked("لدي حساسية من المكسرات").length).toBeGreaterThan(0);
  expect(marked("minutes, donuts, in a minute")).toEqual([]);
  expect(withWarnings("no sugar")).toEqual([{ text: "no sugar", isWarning: false }]);
});

test("arrows go from ticket to ticket, over empty columns, and stay at the edge", () => {
  const columns = [["a", "b"], [], ["c"]];
  expect(moved(columns, undefined, "ArrowDown")).toBe("a");
  expect(moved(columns, "a", "ArrowDown")).toBe("b");
  expect(moved(columns, "b", "ArrowDown")).toBe("b");
  expect(moved(columns, "b", "ArrowRight")).toBe("c");
  expect(moved(columns, "c", "ArrowRight")).toBe("c");
  expect(moved(columns, "c", "ArrowLeft")).toBe("a");
  expect(moved(columns, "a", "ArrowLeft", true)).toBe("c");
  expect(moved([[], []], undefined, "ArrowUp")).toBeUndefined();
});

test("digits that are typed one after the other are one number", () => {
  const digits = new Digits();
  expect([digits.type("0", 0), digits.type("4", 300), digits.type("2", 900)]).toEqual([
    "0",
    "4",
    "42",
  ]);
  expect(digits.type("7", 5_000)).toBe("7");
});
