// What baristas have done and the server does not know yet. Kept until it does: over a reload, and
// over an hour without a network. In sequence for each order; every command may be sent twice.

import type { Command } from "./actions.ts";

export interface Action {
  id: string;
  order: string;
  /** Whose it is: nobody sends what somebody else has pressed. */
  by: string;
  /** When it was pressed, and from when it is sent, in milliseconds. */
  at: number;
  due: number;
  command: Command;
}

/** Why the server did not follow: as a code, and in its words. */
export interface Refusal {
  code: string;
  detail: string;
  command: Command;
}

/** How sending ended: followed, refused for good, or unanswered and to be sent again. */
export type Outcome =
  | { kind: "followed" }
  | { kind: "refused"; code: string; detail: string }
  | Unanswered;
interface Unanswered {
  kind: "unanswered";
  /** How long the server asks to wait. */
  waitMs?: number | undefined;
}

/** Where actions outlive the page. Shared by all tabs. */
export interface Kept {
  all: () => Promise<Action[]>;
  put: (action: Action) => Promise<void>;
  remove: (id: string) => Promise<void>;
}

interface Options {
  me: string;
  kept: Kept;
  send: (action: Action) => Promise<Outcome>;
  now: () => number;
  /** Runs something later; the answer calls it off. */
  later: (run: () => void, ms: number) => () => void;
  newId: () => string;
  /** Told of a refusal, to pass it on to other tabs. */
  refused?: (order: string, refusal: Refusal) => void;
}

export interface Waiting {
  actions: readonly Action[];
  refusals: ReadonlyMap<string, Refusal>;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;
/** What is older was meant for another day's tickets. */
const TOO_OLD_MS = 12 * 60 * 60_000;

export class Queue {
  readonly #options: Options;
  #waiting: Waiting = { actions: [], refusals: new Map() };
  #listeners = new Set<() => void>();
  #sending = new Set<string>();
  /** What is on its way into what is kept, and what is on its way out. */
  #unkept = new Set<string>();
  #ended = new Set<string>();
  #leads = false;
  #wait = FIRST_WAIT_MS;
  #pausedUntil = 0;
  #callOff: (() => void) | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  waiting = (): Waiting => this.#waiting;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Reads what is kept, by this tab and others. */
  async load(): Promise<void> {
    const oldest = this.#options.now() - TOO_OLD_MS;
    const before = new Set(this.#waiting.actions.map(({ id }) => id));
    const kept = await this.#options.kept.all();
    const old = kept.filter((action) => action.at < oldest);
    await Promise.all(old.map(({ id }) => this.#options.kept.remove(id)));
    const mine = kept.filter(
      ({ id, by, at }) => by === this.#options.me && at >= oldest && !this.#ended.has(id),
    );
    // What was pressed here meanwhile was perhaps not kept yet when this was read.
    const ids = new Set(mine.map(({ id }) => id));
    const fresh = this.#waiting.actions.filter(
      ({ id }) => !ids.has(id) && (!before.has(id) || this.#unkept.has(id)),
    );
    this.#show({ actions: [...mine, ...fresh].sort(bySequence) });
    this.#pump();
  }

  /** Puts a command in the line; it is sent after `heldMs`. */
  async add(order: string, command: Command, heldMs = 0): Promise<Action> {
    const { me: by, now, newId, kept } = this.#options;
    // Two presses within a millisecond stay in their sequence.
    const at = Math.max(now(), (this.#waiting.actions.at(-1)?.at ?? 0) + 1);
    const action: Action = { id: newId(), order, by, at, due: now() + heldMs, command };
    this.#unkept.add(action.id);
    const refusals = new Map(this.#waiting.refusals);
    refusals.delete(order);
    this.#show({ actions: [...this.#waiting.actions, action], refusals });
    await kept.put(action).finally(() => this.#unkept.delete(action.id));
    this.#pump();
    return action;
  }

  /** Takes an action back that was not sent yet. Says whether it was in time. */
  async takeBack(id: string): Promise<boolean> {
    if (this.#sending.has(id) || !this.#waiting.actions.some((action) => action.id === id)) {
      return false;
    }
    this.#drop([id]);
    await this.#options.kept.remove(id);
    return true;
  }

  /** This tab sends from now on; of several, one does. */
  lead(): void {
    this.#leads = true;
    this.#pump();
  }

  /** The network is back: no waiting any more. */
  nudge(): void {
    this.#wait = FIRST_WAIT_MS;
    this.#pausedUntil = 0;
    this.#pump();
  }

  /** Another tab has sent what was pressed here, and was refused. */
  hear(order: string, refusal: Refusal): void {
    this.#show({ refusals: new Map(this.#waiting.refusals).set(order, refusal) });
  }

  dismiss(order: string): void {
    const refusals = new Map(this.#waiting.refusals);
    if (refusals.delete(order)) this.#show({ refusals });
  }

  /** Stops sending. */
  close(): void {
    this.#leads = false;
    this.#callOff?.();
  }

  /** Sends the first action of each order, if it is time. */
  #pump(): void {
    this.#callOff?.();
    this.#callOff = undefined;
    if (!this.#leads) return;
    const now = this.#options.now();
    const begun = new Set<string>();
    let next = Number.POSITIVE_INFINITY;
    for (const action of this.#waiting.actions) {
      if (begun.has(action.order)) continue;
      begun.add(action.order);
      if (this.#sending.has(action.id)) continue;
      const due = Math.max(action.due, this.#pausedUntil);
      if (due <= now) this.#send(action);
      else next = Math.min(next, due);
    }
    if (next < Number.POSITIVE_INFINITY) {
      this.#callOff = this.#options.later(() => this.#pump(), next - now);
    }
  }

  async #send(action: Action): Promise<void> {
    this.#sending.add(action.id);
    const outcome = await this.#options.send(action).catch((): Outcome => ({ kind: "unanswered" }));
    this.#sending.delete(action.id);
    if (outcome.kind === "unanswered") {
      this.#pausedUntil = this.#options.now() + (outcome.waitMs ?? this.#wait);
      this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
      this.#pump();
      return;
    }
    this.#wait = FIRST_WAIT_MS;
    const ended = [action.id];
    if (outcome.kind === "refused") {
      // What was pressed after it was meant for how the ticket would have been.
      const { actions } = this.#waiting;
      ended.push(...actions.filter(({ order }) => order === action.order).map(({ id }) => id));
      const { code, detail } = outcome;
      const refusal = { code, detail, command: action.command };
      this.hear(action.order, refusal);
      this.#options.refused?.(action.order, refusal);
    }
    this.#drop(ended);
    await Promise.all(ended.map((id) => this.#options.kept.remove(id)));
    this.#pump();
  }

  #drop(ids: string[]): void {
    for (const id of ids) this.#ended.add(id);
    this.#show({ actions: this.#waiting.actions.filter(({ id }) => !ids.includes(id)) });
  }

  #show(change: Partial<Waiting>): void {
    this.#waiting = { ...this.#waiting, ...change };
    for (const listener of this.#listeners) listener();
  }
}

function bySequence(one: Action, other: Action): number {
  return one.at - other.at || one.id.localeCompare(other.id);
}
