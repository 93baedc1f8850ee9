// Orders on their way out. Each is kept before it is sent, and until there is an answer: it outlives
// a reload, a lost network and a lost answer, and goes out once. The same Idempotency-Key makes it
// one order however often it is sent; one tab sends at a time.

import type { PlaceOrder } from "@comanda/api";

/** An order that somebody has placed as far as they can. */
export interface Outgoing {
  /** Its Idempotency-Key. */
  key: string;
  body: PlaceOrder;
  /** When it was composed. */
  at: string;
  /** Whether it has gone out, so that it may have arrived even if nobody has said so. */
  sent: boolean;
  /** Why the server would not have it; it waits for somebody to decide. */
  refused?: Refusal;
}

export interface Refusal {
  code: string;
  detail: string;
}

/** What came of sending: an order, no answer, or a refusal. */
export type Answer<Order> =
  | { kind: "placed"; order: Order }
  | { kind: "lost" }
  | { kind: "refused"; refusal: Refusal };

/** What came of placing. `kept`: it waits for the network. */
export type Outcome<Order> =
  | { kind: "placed"; order: Order }
  | { kind: "kept" }
  | { kind: "refused"; refusal: Refusal };

export interface Shelf {
  all: () => Promise<Outgoing[]>;
  put: (outgoing: Outgoing) => Promise<void>;
  drop: (key: string) => Promise<void>;
}

export interface Parts<Order> {
  shelf: Shelf;
  send: (outgoing: Outgoing) => Promise<Answer<Order>>;
  /** Whether there may be a network: where there is none, nothing is sent and nothing can arrive. */
  reachable: () => boolean;
  /** Runs the work when nobody else does, in whatever tab. */
  alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** Told of every order that was placed. `late`: not at once, and nobody waits for it here. */
  placed: (order: Order, outgoing: Outgoing, late: boolean) => void;
  /** Told when what is kept has changed. */
  changed: () => void;
}

export class Outbox<Order> {
  readonly #parts: Parts<Order>;
  /** What somebody waits for on this page. */
  readonly #awaited = new Set<string>();
  /** What this page has sent while `place` was waiting for its turn. */
  readonly #sent = new Map<string, Order>();

  constructor(parts: Parts<Order>) {
    this.#parts = parts;
  }

  /** What waits for the network or for somebody's decision, and not just for its answer. */
  async waiting(): Promise<Outgoing[]> {
    return (await this.#parts.shelf.all()).filter((one) => !this.#awaited.has(one.key));
  }

  /** Keeps an order, and sends it. */
  async place(outgoing: Outgoing): Promise<Outcome<Order>> {
    this.#awaited.add(outgoing.key);
    await this.#parts.shelf.put(outgoing);
    this.#parts.changed();
    const placing = this.#parts.alone(async (): Promise<Outcome<Order>> => {
      // Somebody may have sent it while we were waiting for our turn: this page, or another tab.
      const kept = (await this.#parts.shelf.all()).find((one) => one.key === outgoing.key);
      if (kept) return this.#sendOne(kept);
      const order = this.#sent.get(outgoing.key);
      return order === undefined ? { kind: "kept" } : { kind: "placed", order };
    });
    return placing.finally(() => {
      this.#awaited.delete(outgoing.key);
      this.#parts.changed();
    });
  }

  /** Sends everything that waits for the network, oldest first, until there is no answer again. */
  async flush(): Promise<void> {
    await this.#parts.alone(async () => {
      const waiting = (await this.#parts.shelf.all())
        .filter((one) => !one.refused)
        .sort((one, other) => one.at.localeCompare(other.at));
      for (const outgoing of waiting) {
        const outcome = await this.#sendOne(outgoing);
        if (outcome.kind === "kept") return;
      }
    });
  }

  /**
   * Takes an order back, to change or to drop it. Waits while it is being sent; answers nothing if
   * it is placed by then.
   */
  async take(key: string): Promise<Outgoing | undefined> {
    return this.#parts.alone(async () => {
      const found = (await this.#parts.shelf.all()).find((one) => one.key === key);
      if (found) await this.#parts.shelf.drop(key);
      this.#parts.changed();
      return found;
    });
  }

  async #sendOne(outgoing: Outgoing): Promise<Outcome<Order>> {
    const { shelf, send, reachable, placed, changed } = this.#parts;
    if (!reachable()) return { kind: "kept" };
    // Written before it goes out: after a crash in between it counts as having gone out.
    await shelf.put({ ...outgoing, sent: true });
    const answer = await send(outgoing);
    if (answer.kind === "lost") {
      changed();
      return { kind: "kept" };
    }
    if (answer.kind === "refused") {
      await shelf.put({ ...outgoing, sent: true, refused: answer.refusal });
      changed();
      return answer;
    }
    await shelf.drop(outgoing.key);
    this.#sent.set(outgoing.key, answer.order);
    placed(answer.order, outgoing, !this.#awaited.has(outgoing.key));
    changed();
    return answer;
  }
}
