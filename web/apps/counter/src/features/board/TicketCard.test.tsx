// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ticket } from "../tickets/testing.ts";
import { useTickets } from "../tickets/useDesk.tsx";
import { TicketCard } from "./TicketCard.tsx";
import { Counter } from "./testing.tsx";

let counter: Counter;
beforeEach(() => {
  counter = new Counter();
  counter.draw(<Cards />);
});
afterEach(() => {
  cleanup();
  counter.close();
});

function Cards() {
  return useTickets().map((shown) => (
    <TicketCard key={shown.ticket.id} shown={shown} station={undefined} onPrint={() => undefined} />
  ));
}

const card = () => screen.getByRole("article", { name: "A-042" });
const buttons = () =>
  within(card())
    .getAllByRole("button")
    .map((one) => one.textContent);
const press = (name: string) =>
  counter.happens(() => fireEvent.click(within(card()).getByRole("button", { name })));

test("one button goes on from step to step, and each is sent once", async () => {
  await counter.arrives(ticket("ord_a"));
  expect(buttons()).toEqual(["", "Start", "Take it"]);
  await press("Start");
  expect(within(card()).getByText("You")).toBeDefined();
  await press("Ready");
  await press("Hand over");
  expect(counter.sent).toEqual(["start", "ready", "collect"]);
});

test("the second press of a quick two is not for the ticket that has moved up", async () => {
  await counter.arrives(ticket("ord_a"));
  const start = within(card()).getByRole("button", { name: "Start" });
  await counter.happens(() => fireEvent.click(start, { detail: 2 }));
  expect(counter.sent).toEqual([]);
});

test("a ticket that a colleague has is not begun by mistake", async () => {
  await counter.arrives(ticket("ord_a", { barista: "eva" }));
  expect(within(card()).getByText("A colleague has it")).toBeDefined();
  expect(buttons()).toEqual([""]);
});

test("what the server has not answered is shown as done, and as not sent", async () => {
  counter.answer = () => ({ kind: "unanswered" });
  await counter.arrives(ticket("ord_a"));
  await press("Start");
  expect(within(card()).getByText("Not sent yet")).toBeDefined();
  expect(buttons()).toContain("Ready");
  counter.answer = () => ({ kind: "followed" });
  await counter.happens(() => counter.queue.nudge());
  expect(within(card()).queryByText("Not sent yet")).toBeNull();
});

test("a refusal stands on its ticket, as it was before, until somebody has read it", async () => {
  counter.answer = () => ({ kind: "refused", code: "orders.wrong-status", detail: "" });
  await counter.arrives(ticket("ord_a"));
  await press("Start");
  expect(within(card()).getByText(/has moved this ticket on/)).toBeDefined();
  expect(buttons()).toContain("Start");
  await press("Got it");
  expect(within(card()).queryByText(/has moved this ticket on/)).toBeNull();
});
