// The tickets of a location, kept in step with the server: what is open, and everything that happens
// since. An order is never replaced by an older version of itself, and none is taken away because the
// network is gone.
//
// The stream is joined first and the snapshot read then, so that nothing falls between the two; what
// both tell is the same order, and its version says which of two is newer.

import { changedAt, isOpen, type Ticket } from "./ticket.ts";

export interface Source {
  /** Every open order, and those that ended just now: all pages of them. */
  snapshot: () => Promise<Ticket[]>;
  /** One order, or nothing if there is none. */
  read: (id: string) => Promise<Ticket | undefined>;
  /** Tells what happens until `signal`, and connects again by itself from the last event it had. */
  follow: (heard: Heard, signal: AbortSignal) => Promise<void>;
}

export interface Heard {
  order: (order: Ticket) => void;
  /** `cursor`: whether the connection goes on from an event that was had before. */
  live: (cursor: boolean) => void;
  lost: () => void;
}

export interface Connection {
  /** `live`: what is shown is how it is. `lost`: it was so at `since`. `refused`: it never will be. */
  state: "starting" | "live" | "lost" | "refused";
  /** When it was last in step, in milliseconds. */
  since: number | undefined;
}

export interface View {
  tickets: ReadonlyMap<string, Ticket>;
  connection: Connection;
  /** Grows with every order that arrives while the connection is live. */
  arrivals: number;
}

interface Options {
  now: () => number;
  /** Runs something later, to try again. */
  later: (run: () => void, ms: number) => void;
  /** What was kept of an earlier life, and when that was in step. */
  kept?: { tickets: Ticket[]; since: number } | undefined;
}

const TRY_AGAIN_MS = 3_000;
/** How long an order that has ended is kept, to be looked up. */
const ENDED_KEPT_MS = 2 * 60 * 60_000;

export class Feed {
  readonly #source: Source;
  readonly #options: Options;
  #view: View;
  #listeners = new Set<() => void>();
  /** Whether events come, and whether everything before them has been read. */
  #streams = false;
  #inStep = false;
  #resyncing = false;
  #again = false;
  #connection: AbortController | undefined;

  constructor(source: Source, options: Options) {
    this.#source = source;
    this.#options = options;
    const { tickets = [], since } = options.kept ?? {};
    this.#view = {
      tickets: new Map(tickets.map((ticket) => [ticket.id, ticket])),
      connection: { state: "starting", since },
      arrivals: 0,
    };
  }

  view = (): View => this.#view;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Follows until `signal`. */
  async run(signal: AbortSignal): Promise<void> {
    const heard: Heard = {
      order: (order) => this.put(order),
      live: (cursor) => {
        const gap = !this.#streams || !cursor;
        this.#streams = true;
        if (gap) this.#resync(signal);
      },
      lost: () => this.lose(),
    };
    while (!signal.aborted) {
      const connection = new AbortController();
      this.#connection = connection;
      try {
        await this.#source.follow(heard, AbortSignal.any([signal, connection.signal]));
        if (!connection.signal.aborted) return;
      } catch {
        // Only what asking again would not change is thrown.
        if (!signal.aborted) this.#connect({ ...this.#view.connection, state: "refused" });
        return;
      }
    }
  }

  /** Connects anew: after the device has slept, or been without a network, nothing is sure. */
  reconnect(): void {
    if (this.#view.connection.state === "refused") return;
    this.lose();
    this.#connection?.abort();
  }

  /** The network is gone: what is shown may be old from now on. */
  lose(): void {
    this.#streams = false;
    this.#inStep = false;
    const { state, since } = this.#view.connection;
    if (state === "refused") return;
    this.#connect({ state: "lost", since: state === "live" ? this.#options.now() : since });
  }

  /** Takes in an order, unless a newer version of it is known. */
  put(order: Ticket): void {
    const known = this.#view.tickets.get(order.id);
    if (known && known.version >= order.version) return;
    const tickets = new Map(this.#view.tickets).set(order.id, order);
    this.#forgetEnded(tickets);
    const isNew = order.status === "confirmed" && (!known || known.status === "placed");
    const arrivals = this.#view.arrivals + (isNew && this.#inStep ? 1 : 0);
    this.#show({ ...this.#view, tickets, arrivals });
  }

  async #resync(signal: AbortSignal): Promise<void> {
    if (this.#resyncing) {
      this.#again = true;
      return;
    }
    this.#resyncing = true;
    try {
      do {
        this.#again = false;
        const found = await this.#source.snapshot();
        for (const order of found) this.put(order);
        await this.#lookFor(new Set(found.map(({ id }) => id)));
      } while (this.#again);
      this.#inStep = this.#streams;
      if (this.#streams) this.#connect({ state: "live", since: this.#options.now() });
    } catch {
      if (!signal.aborted && this.#streams) {
        this.#options.later(() => {
          if (!signal.aborted) this.#resync(signal);
        }, TRY_AGAIN_MS);
      }
    } finally {
      this.#resyncing = false;
    }
  }

  /** Reads the open orders that a snapshot does not have: they may have moved between its pages. */
  async #lookFor(found: ReadonlySet<string>): Promise<void> {
    for (const known of [...this.#view.tickets.values()]) {
      if (!isOpen(known) || found.has(known.id)) continue;
      const read = await this.#source.read(known.id);
      if (read) {
        this.put(read);
        continue;
      }
      const tickets = new Map(this.#view.tickets);
      tickets.delete(known.id);
      this.#show({ ...this.#view, tickets });
    }
  }

  #forgetEnded(tickets: Map<string, Ticket>): void {
    const oldest = this.#options.now() - ENDED_KEPT_MS;
    for (const ticket of tickets.values()) {
      if (!isOpen(ticket) && changedAt(ticket) < oldest) tickets.delete(ticket.id);
    }
  }

  #connect(connection: Connection): void {
    this.#show({ ...this.#view, connection });
  }

  #show(view: View): void {
    this.#view = view;
    for (const listener of this.#listeners) listener();
  }
}
