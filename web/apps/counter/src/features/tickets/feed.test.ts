import { beforeEach, expect, test } from "vitest";
import { Feed, type Heard, type Source } from "./feed.ts";
import { at, HandClock, settled, ticket } from "./testing.ts";
import type { Ticket } from "./ticket.ts";

/** A server by hand: what it has, and the connections to it. */
class Shop implements Source {
  orders = new Map<string, Ticket>();
  heard: Heard | undefined;
  snapshots = 0;
  reads: string[] = [];
  broken = false;
  /** Orders that a snapshot leaves out, as if they moved between two of its pages. */
  between = new Set<string>();

  snapshot = async () => {
    this.snapshots += 1;
    if (this.broken) throw new TypeError("no network");
    return [...this.orders.values()].filter(({ id }) => !this.between.has(id));
  };

  read = async (id: string) => {
    this.reads.push(id);
    return this.orders.get(id);
  };

  follow = (heard: Heard, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      this.heard = heard;
      signal.addEventListener("abort", () => resolve());
    });

  /** Something happens, and whoever listens is told. */
  happen(order: Ticket, told = true): void {
    this.orders.set(order.id, order);
    if (told) this.heard?.order(order);
  }
}

let shop: Shop;
let clock: HandClock;
let stop: AbortController;
beforeEach(() => {
  shop = new Shop();
  clock = new HandClock();
  stop = new AbortController();
});

async function opened(kept?: { tickets: Ticket[]; since: number }): Promise<Feed> {
  const feed = new Feed(shop, { now: () => clock.now, later: clock.later, kept });
  feed.run(stop.signal);
  shop.heard?.live(false);
  await settled();
  return feed;
}

const statuses = (feed: Feed) =>
  Object.fromEntries([...feed.view().tickets.values()].map(({ id, status }) => [id, status]));

test("what is open when the counter opens is there, and what comes then comes", async () => {
  shop.happen(ticket("ord_a"));
  const feed = await opened();
  shop.happen(ticket("ord_b"));
  expect(statuses(feed)).toEqual({ ord_a: "confirmed", ord_b: "confirmed" });
  expect(feed.view()).toMatchObject({ connection: { state: "live" }, arrivals: 1 });
});

test("what comes again, or out of sequence, changes nothing", async () => {
  const feed = await opened();
  const [second, third] = [2, 3].map((version) =>
    ticket("ord_a", { version, status: version === 2 ? "confirmed" : "preparing" }),
  );
  if (!second || !third) throw new Error("unreachable");
  for (const told of [third, second, third, second]) shop.happen(told);
  expect(statuses(feed)).toEqual({ ord_a: "preparing" });
  expect(feed.view().arrivals).toBe(0);
});

test("a lost connection takes no ticket away, and says since when it is lost", async () => {
  shop.happen(ticket("ord_a"));
  const feed = await opened();
  clock.now += 60_000;
  shop.heard?.lost();
  expect(statuses(feed)).toEqual({ ord_a: "confirmed" });
  expect(feed.view().connection).toEqual({ state: "lost", since: clock.now });
  clock.now += 60_000;
  shop.heard?.lost();
  expect(feed.view().connection.since).toBe(clock.now - 60_000);
});

test("after a gap everything is read again, and only then it counts as connected", async () => {
  shop.happen(ticket("ord_a"));
  const feed = await opened();
  shop.heard?.lost();
  shop.happen(ticket("ord_a", { version: 3, status: "preparing" }), false);
  shop.happen(ticket("ord_b"), false);
  shop.heard?.live(true);
  expect(feed.view().connection.state).toBe("lost");
  await settled();
  expect(feed.view().connection.state).toBe("live");
  expect(statuses(feed)).toEqual({ ord_a: "preparing", ord_b: "confirmed" });
});

test("a connection that goes on where it was reads nothing again", async () => {
  await opened();
  shop.heard?.live(true);
  await settled();
  expect(shop.snapshots).toBe(1);
  // Without a cursor the server has told only what happened since: there may be a gap.
  shop.heard?.live(false);
  await settled();
  expect(shop.snapshots).toBe(2);
});

test("an order that moves between the pages of a snapshot is looked for, not lost", async () => {
  shop.happen(ticket("ord_a"));
  const feed = await opened();
  shop.heard?.lost();
  shop.happen(ticket("ord_a", { version: 5, status: "ready" }), false);
  shop.between.add("ord_a");
  shop.heard?.live(true);
  await settled();
  expect(shop.reads).toEqual(["ord_a"]);
  expect(statuses(feed)).toEqual({ ord_a: "ready" });
});

test("an order that is no longer there is taken away", async () => {
  const feed = await opened({ tickets: [ticket("ord_a")], since: clock.now });
  expect(statuses(feed)).toEqual({});
});

test("a snapshot that fails is tried again", async () => {
  shop.happen(ticket("ord_a"));
  shop.broken = true;
  const feed = await opened();
  expect(feed.view().connection.state).toBe("starting");
  shop.broken = false;
  await clock.pass(3_000);
  expect(statuses(feed)).toEqual({ ord_a: "confirmed" });
  expect(feed.view().connection.state).toBe("live");
});

test("after a restart without a network there is what was kept, and it says how old it is", () => {
  const kept = { tickets: [ticket("ord_a")], since: clock.now - 5_000 };
  const feed = new Feed(shop, { now: () => clock.now, later: clock.later, kept });
  feed.run(stop.signal);
  shop.heard?.lost();
  expect(statuses(feed)).toEqual({ ord_a: "confirmed" });
  expect(feed.view().connection).toEqual({ state: "lost", since: kept.since });
});

test("an order from the snapshot does not replace what an event told meanwhile", async () => {
  shop.happen(ticket("ord_a"));
  const feed = new Feed(shop, { now: () => clock.now, later: clock.later });
  feed.run(stop.signal);
  shop.heard?.live(false);
  shop.heard?.order(ticket("ord_a", { version: 4, status: "ready" }));
  await settled();
  expect(statuses(feed)).toEqual({ ord_a: "ready" });
});

test("a device that wakes up connects anew, and reads what it has slept through", async () => {
  shop.happen(ticket("ord_a"));
  const feed = await opened();
  shop.happen(ticket("ord_a", { version: 7, status: "ready" }), false);
  feed.reconnect();
  await settled();
  shop.heard?.live(false);
  await settled();
  expect(statuses(feed)).toEqual({ ord_a: "ready" });
  expect(feed.view().connection.state).toBe("live");
});

test("orders that ended are kept for a while, and no longer", async () => {
  const feed = await opened();
  const timeline = [{ version: 6, event: "collected", at: at(0) }];
  shop.happen(ticket("ord_a", { version: 6, status: "collected", timeline }));
  expect(statuses(feed)).toEqual({ ord_a: "collected" });
  clock.now += 3 * 60 * 60_000;
  shop.happen(ticket("ord_b"));
  expect(statuses(feed)).toEqual({ ord_b: "confirmed" });
});
