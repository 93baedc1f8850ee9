import { beforeEach, expect, test } from "vitest";
import { type Action, type Kept, type Outcome, Queue } from "./queue.ts";
import { HandClock, settled } from "./testing.ts";

/** What several tabs share. */
class Drawer implements Kept {
  actions = new Map<string, Action>();
  all = async () => [...this.actions.values()];
  put = async (action: Action) => {
    this.actions.set(action.id, action);
  };
  remove = async (id: string) => {
    this.actions.delete(id);
  };
}

let clock: HandClock;
let drawer: Drawer;
let sent: string[];
/** What the server says to an action; offline unless told. */
let answer: (action: Action) => Outcome | Promise<Outcome>;
let ids: number;
beforeEach(() => {
  clock = new HandClock();
  drawer = new Drawer();
  sent = [];
  answer = () => ({ kind: "followed" });
  ids = 0;
});

const OFFLINE: Outcome = { kind: "unanswered" };

function queue(me = "ben"): Queue {
  return new Queue({
    me,
    kept: drawer,
    now: () => clock.now,
    later: clock.later,
    newId: () => `${++ids}`,
    send: async (action) => {
      sent.push(`${action.order} ${action.command.verb}`);
      return answer(action);
    },
  });
}

async function opened(me?: string): Promise<Queue> {
  const opened = queue(me);
  await opened.load();
  opened.lead();
  await settled();
  return opened;
}

test("what was pressed is sent, and gone then", async () => {
  const one = await opened();
  await one.add("ord_a", { verb: "start" });
  await settled();
  expect(sent).toEqual(["ord_a start"]);
  expect(one.waiting().actions).toEqual([]);
  expect(drawer.actions.size).toBe(0);
});

test("without a network it waits, and is sent in its sequence when that is back", async () => {
  answer = () => OFFLINE;
  const one = await opened();
  await one.add("ord_a", { verb: "start" });
  await one.add("ord_a", { verb: "ready" });
  await one.add("ord_b", { verb: "start" });
  await clock.pass(60_000);
  expect(sent).not.toContain("ord_a ready");
  expect(one.waiting().actions.map(({ command }) => command.verb)).toEqual([
    "start",
    "ready",
    "start",
  ]);
  sent = [];
  answer = () => ({ kind: "followed" });
  one.nudge();
  await settled();
  expect(sent).toEqual(["ord_a start", "ord_b start", "ord_a ready"]);
});

test("it is tried again by itself, more and more seldom", async () => {
  answer = () => OFFLINE;
  const one = await opened();
  await one.add("ord_a", { verb: "start" });
  await clock.pass(120_000);
  expect(sent.length).toBeGreaterThan(6);
  expect(sent.length).toBeLessThan(14);
});

test("after a restart everything that was pressed is still there, and sent", async () => {
  answer = () => OFFLINE;
  const before = await opened();
  await before.add("ord_a", { verb: "start" });
  before.close();
  sent = [];
  answer = () => ({ kind: "followed" });
  const after = await opened();
  expect(sent).toEqual(["ord_a start"]);
  expect(after.waiting().actions).toEqual([]);
});

test("a refusal is told, and what was pressed after it is dropped", async () => {
  answer = () => OFFLINE;
  const one = await opened();
  await one.add("ord_a", { verb: "start" });
  await one.add("ord_a", { verb: "ready" });
  await one.add("ord_b", { verb: "start" });
  await settled();
  const detail = "another barista has the ticket";
  answer = ({ order }) =>
    order === "ord_a"
      ? { kind: "refused", code: "orders.claimed-by-another", detail }
      : { kind: "followed" };
  sent = [];
  one.nudge();
  await settled();
  expect(sent).toEqual(["ord_a start", "ord_b start"]);
  expect(one.waiting().actions).toEqual([]);
  expect(one.waiting().refusals.get("ord_a")).toMatchObject({ code: "orders.claimed-by-another" });
  await one.add("ord_a", { verb: "claim" });
  expect(one.waiting().refusals.has("ord_a")).toBe(false);
});

test("what is held for a moment is not sent before, and can be taken back until then", async () => {
  const one = await opened();
  const first = await one.add("ord_a", { verb: "collect" }, 6_000);
  await clock.pass(5_900);
  expect(sent).toEqual([]);
  expect(await one.takeBack(first.id)).toBe(true);
  await clock.pass(10_000);
  expect(sent).toEqual([]);
  const second = await one.add("ord_b", { verb: "collect" }, 6_000);
  await clock.pass(6_000);
  expect(sent).toEqual(["ord_b collect"]);
  expect(await one.takeBack(second.id)).toBe(false);
});

test("what is on its way is not taken back", async () => {
  let arrive: (outcome: Outcome) => void = () => undefined;
  answer = () =>
    new Promise<Outcome>((resolve) => {
      arrive = resolve;
    });
  const one = await opened();
  const { id } = await one.add("ord_a", { verb: "collect" });
  await settled();
  expect(await one.takeBack(id)).toBe(false);
  arrive({ kind: "followed" });
  await settled();
  expect(sent).toEqual(["ord_a collect"]);
});

test("of two tabs one sends, and what is pressed in the other is sent by it", async () => {
  const first = await opened();
  const second = queue();
  await second.load();
  await second.add("ord_a", { verb: "start" });
  await settled();
  expect(sent).toEqual([]);
  await first.load();
  await settled();
  expect(sent).toEqual(["ord_a start"]);
  await second.load();
  expect(second.waiting().actions).toEqual([]);
});

test("what is pressed while the drawer is being read is not lost", async () => {
  const one = queue();
  const reading = one.load();
  one.add("ord_a", { verb: "start" });
  await reading;
  await settled();
  expect(one.waiting().actions).toHaveLength(1);
});

test("nobody sends what somebody else has pressed", async () => {
  answer = () => OFFLINE;
  const bens = await opened("ben");
  await bens.add("ord_a", { verb: "start" });
  bens.close();
  sent = [];
  await opened("eva");
  expect(sent).toEqual([]);
  expect(drawer.actions.size).toBe(1);
});

test("what was pressed yesterday is not sent today", async () => {
  answer = () => OFFLINE;
  const before = await opened();
  await before.add("ord_a", { verb: "start" });
  before.close();
  sent = [];
  clock.now += 13 * 60 * 60_000;
  await opened();
  expect(sent).toEqual([]);
  expect(drawer.actions.size).toBe(0);
});

test("the server is left alone for as long as it asks", async () => {
  answer = () => ({ kind: "unanswered", waitMs: 20_000 });
  const one = await opened();
  await one.add("ord_a", { verb: "start" });
  await clock.pass(19_000);
  expect(sent).toHaveLength(1);
  await clock.pass(1_000);
  expect(sent).toHaveLength(2);
});
