import { expect, test } from "vitest";
import { type Answer, Outbox, type Outgoing, type Shelf } from "./queue.ts";

const body = { location: "loc_a", lines: [{ product: "prd_latte", quantity: 1 }] };

function order(key: string, at = "2026-11-30T08:00:00Z"): Outgoing {
  return { key, body: body as Outgoing["body"], at, sent: false };
}

/** A server that keeps to its keys: the same one is the same order. */
class Server {
  readonly orders = new Map<string, string>();
  received: string[] = [];
  reachable = true;
  /** What happens to the next requests, before it is as usual. */
  next: ("unreachable" | "answer lost" | "refused")[] = [];

  async post(outgoing: Outgoing): Promise<Answer<string>> {
    const fate = this.next.shift();
    if (fate === "unreachable") return { kind: "lost" };
    this.received.push(outgoing.key);
    if (fate === "refused") {
      return { kind: "refused", refusal: { code: "orders.unavailable", detail: "sold out" } };
    }
    const made = this.orders.get(outgoing.key) ?? `ord_${this.orders.size + 1}`;
    this.orders.set(outgoing.key, made);
    return fate === "answer lost" ? { kind: "lost" } : { kind: "placed", order: made };
  }
}

class MemoryShelf implements Shelf {
  readonly kept = new Map<string, Outgoing>();
  all = async () => [...this.kept.values()];
  put = async (one: Outgoing) => void this.kept.set(one.key, one);
  drop = async (key: string) => void this.kept.delete(key);
}

/** One lock for all tabs of a browser. */
function lock() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

function browser(server = new Server()) {
  const shelf = new MemoryShelf();
  const alone = lock();
  const placed: string[] = [];
  const tab = () =>
    new Outbox<string>({
      shelf,
      alone,
      send: (outgoing) => server.post(outgoing),
      reachable: () => server.reachable,
      placed: (made, _, late) => placed.push(late ? `${made} late` : made),
      changed: () => undefined,
    });
  return { server, shelf, placed, tab };
}

test("an order goes out, and nothing of it is left", async () => {
  const { server, shelf, placed, tab } = browser();
  expect(await tab().place(order("k1"))).toEqual({ kind: "placed", order: "ord_1" });
  expect([server.received, shelf.kept.size, placed]).toEqual([["k1"], 0, ["ord_1"]]);
});

test("without a network it is kept, and sent when there is one, in the sequence it was composed", async () => {
  const { server, shelf, placed, tab } = browser();
  server.next = ["unreachable", "unreachable"];
  expect(await tab().place(order("k2", "2026-11-30T09:00:00Z"))).toEqual({ kind: "kept" });
  expect(await tab().place(order("k1"))).toEqual({ kind: "kept" });
  // Another life: the page was loaded again.
  await tab().flush();
  expect([server.received, placed, shelf.kept.size]).toEqual([
    ["k1", "k2"],
    ["ord_1 late", "ord_2 late"],
    0,
  ]);
});

test("when the answer got lost, sending again does not make a second order", async () => {
  const { server, shelf, placed, tab } = browser();
  server.next = ["answer lost"];
  expect(await tab().place(order("k1"))).toEqual({ kind: "kept" });
  expect(shelf.kept.get("k1")?.sent).toBe(true);
  await tab().flush();
  expect([server.received, placed]).toEqual([["k1", "k1"], ["ord_1 late"]]);
  expect(server.orders.size).toBe(1);
});

test("two tabs that notice the network at once send once", async () => {
  const { server, placed, tab } = browser();
  server.next = ["unreachable"];
  await tab().place(order("k1"));
  await Promise.all([tab().flush(), tab().flush(), tab().flush()]);
  expect([server.received, placed]).toEqual([["k1"], ["ord_1 late"]]);
});

test("what the server refuses waits for somebody to decide, and is not sent again", async () => {
  const { server, shelf, tab } = browser();
  server.next = ["unreachable", "refused"];
  await tab().place(order("k1"));
  await tab().flush();
  await tab().flush();
  expect(server.received).toEqual(["k1"]);
  expect(shelf.kept.get("k1")?.refused?.code).toBe("orders.unavailable");
});

test("as long as there is no network, one try is enough to know", async () => {
  const { server, tab } = browser();
  server.next = ["unreachable", "unreachable", "unreachable"];
  await tab().place(order("k1"));
  await tab().place(order("k2", "2026-11-30T08:01:00Z"));
  await tab().flush();
  expect(server.next).toEqual([]);
  await tab().flush();
  expect(server.received).toEqual(["k1", "k2"]);
});

test("what is taken back is not sent; what is on its way cannot be taken back", async () => {
  const { server, shelf, tab } = browser();
  server.next = ["unreachable"];
  await tab().place(order("k1"));
  expect((await tab().take("k1"))?.key).toBe("k1");
  await tab().flush();
  expect([server.received, shelf.kept.size]).toEqual([[], 0]);

  const placing = tab().place(order("k2"));
  await Promise.resolve();
  const taking = tab().take("k2");
  expect((await placing).kind).toBe("placed");
  expect(await taking).toBeUndefined();
});

test("what the same page has sent in between is placed, not waiting", async () => {
  const { server, shelf, tab } = browser();
  const page = tab();
  await shelf.put(order("k1"));
  const [, outcome] = await Promise.all([page.flush(), page.place(order("k1"))]);
  expect(outcome).toEqual({ kind: "placed", order: "ord_1" });
  expect(server.received).toEqual(["k1"]);
});

test("what was never sent for want of a network is known not to have arrived", async () => {
  const { server, tab } = browser();
  server.reachable = false;
  expect(await tab().place(order("k1"))).toEqual({ kind: "kept" });
  expect(await tab().take("k1")).toMatchObject({ sent: false });
});

test("an order that is on its way does not count as waiting", async () => {
  const { server, tab } = browser();
  const page = tab();
  const placing = page.place(order("k1"));
  expect(await page.waiting()).toEqual([]);
  await placing;
  server.next = ["unreachable"];
  await page.place(order("k2"));
  expect((await page.waiting()).map((one) => one.key)).toEqual(["k2"]);
});
