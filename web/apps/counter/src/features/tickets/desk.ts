// One location's desk: its feed and its queue, wired to the server, the browser and the other tabs.

import type { Services } from "@comanda/session";
import { type Command, isFinal } from "./actions.ts";
import { keepSeen, type Me, openKept, readSeen } from "./drawer.ts";
import { Feed } from "./feed.ts";
import { type Action, Queue, type Refusal } from "./queue.ts";
import { openSource, send } from "./source.ts";

export interface Desk {
  location: string;
  me: Me;
  feed: Feed;
  queue: Queue;
  /** Does something to an order; what cannot be taken back later is held for a moment. */
  act: (order: string, command: Command) => Promise<Action>;
  close: () => void;
}

/** As long as the message with its "Undo" is shown, and a little more. */
export const HELD_MS = 8_500;
const KEEP_EVERY_MS = 1_000;
const TICK_MS = 5_000;
/** A tick this late means that the device has slept. */
const SLEPT_MS = 30_000;

type Said = { kind: "changed" } | { kind: "refused"; order: string; refusal: Refusal };

export async function openDesk(services: Services, location: string, me: Me): Promise<Desk> {
  const stop = new AbortController();
  const { signal } = stop;
  const tabs = new BroadcastChannel(`comanda.counter:${location}`);
  const say = (said: Said) => {
    if (!signal.aborted) tabs.postMessage(said);
  };
  const later = (run: () => void, ms: number) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  };

  const kept = await readSeen(location).catch(() => undefined);
  const source = openSource(services, location);
  const feed = new Feed(source, { now: Date.now, later, kept });
  const queue = new Queue({
    me: me.id,
    kept: openKept(location, () => say({ kind: "changed" })),
    send: (action) => send(services.api, action, (order) => feed.put(order)),
    now: Date.now,
    later,
    newId: () => crypto.randomUUID(),
    refused: (order, refusal) => {
      say({ kind: "refused", order, refusal });
      // Somebody else was faster: how it is now says who.
      source.read(order).then(
        (read) => read && feed.put(read),
        () => undefined,
      );
    },
  });

  tabs.onmessage = ({ data }: MessageEvent<Said>) => {
    if (data.kind === "refused") queue.hear(data.order, data.refusal);
    else queue.load();
  };
  // A connection that is still there is not trusted: what it tells may be the last.
  addEventListener("offline", () => feed.reconnect(), { signal });
  addEventListener(
    "online",
    () => {
      queue.nudge();
      feed.reconnect();
    },
    { signal },
  );
  wakeUp(() => feed.reconnect(), signal);
  whenSignedIn(
    services,
    () => {
      queue.nudge();
      feed.reconnect();
    },
    signal,
  );
  let state = feed.view().connection.state;
  feed.subscribe(() => {
    const before = state;
    state = feed.view().connection.state;
    if (state === "live" && before !== "live") queue.nudge();
  });
  keepNow(feed, location, signal);

  await queue.load().catch(() => undefined);
  lead(queue, location, signal);
  feed.run(signal);
  const act: Desk["act"] = (order, command) =>
    queue.add(order, command, isFinal(command.verb) ? HELD_MS : 0);
  const close = () => {
    stop.abort();
    queue.close();
    tabs.close();
  };
  return { location, me, feed, queue, act, close };
}

/** Of all tabs one sends: who has the lock, until it is closed. */
function lead(queue: Queue, location: string, signal: AbortSignal): void {
  if (!navigator.locks) {
    // Without locks each tab sends: what is sent twice is done once.
    queue.lead();
    return;
  }
  const held = new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve());
  });
  navigator.locks
    .request(`comanda.counter.queue:${location}`, { signal }, async () => {
      await queue.load();
      queue.lead();
      await held;
    })
    .catch(() => undefined);
}

/** Keeps what is seen for a reload without a network, now and then. */
function keepNow(feed: Feed, location: string, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = () => {
    timer = undefined;
    const { tickets, connection } = feed.view();
    const since = connection.state === "live" ? Date.now() : connection.since;
    // Before anything was read there is nothing to keep, and something to lose.
    if (since === undefined) return;
    keepSeen(location, { tickets: [...tickets.values()], since }).catch(() => undefined);
  };
  const unsubscribe = feed.subscribe(() => {
    timer ??= setTimeout(keep, KEEP_EVERY_MS);
  });
  signal.addEventListener("abort", () => {
    unsubscribe();
    clearTimeout(timer);
  });
}

/** Notices that the device has slept: its connections may be dead without knowing. */
function wakeUp(awake: () => void, signal: AbortSignal): void {
  let last = Date.now();
  const tick = () => {
    const before = last;
    last = Date.now();
    if (last - before > SLEPT_MS) awake();
  };
  const timer = setInterval(tick, TICK_MS);
  document.addEventListener("visibilitychange", tick, { signal });
  signal.addEventListener("abort", () => clearInterval(timer));
}

/** Whoever went on without a network may be signed in again later, and has a token then. */
function whenSignedIn({ session }: Services, signedIn: () => void, signal: AbortSignal): void {
  let kind = session.who().kind;
  const unsubscribe = session.subscribe(() => {
    const before = kind;
    kind = session.who().kind;
    if (kind === "account" && before !== "account") signedIn();
  });
  signal.addEventListener("abort", unsubscribe);
}
