// The outbox of this browser: kept in IndexedDB, sent with the API, one tab at a time.

import { asProblem, isOffline, type Order, type PlaceOrder } from "@comanda/api";
import type { Services } from "@comanda/session";
import { createStore, del, set, values } from "idb-keyval";
import { newId } from "../../lib/ids.ts";
import { rememberOrdered } from "../favourites/store.ts";
import { type Answer, Outbox, type Outgoing, type Shelf } from "./queue.ts";
import { outgoingSeen } from "./seen.ts";

const store = createStore("comanda-order", "outbox");

const shelf: Shelf = {
  all: () => values<Outgoing>(store),
  put: (outgoing) => set(outgoing.key, outgoing, store),
  drop: (key) => del(key, store),
};

/** Answers that say nothing about the order: it may be sent again as it is. */
const AGAIN = new Set([401, 408, 425, 429]);

async function send(services: Services, outgoing: Outgoing): Promise<Answer<Order>> {
  const { api, session } = services;
  try {
    // There may have been no network to ask with who was here.
    await session.startAgain();
    // It may have arrived as an account's order: it must not become a guest's as well.
    if (outgoing.sent && session.who().kind === "nobody" && session.wasSignedIn()) {
      return { kind: "lost" };
    }
    await session.becomeGuest();
    const { data } = await api.POST("/v1/orders", {
      params: { header: { "Idempotency-Key": outgoing.key } },
      body: outgoing.body,
    });
    return data ? { kind: "placed", order: data } : { kind: "lost" };
  } catch (thrown) {
    const { code, message, status } = asProblem(thrown);
    if (isOffline(thrown) || status >= 500 || AGAIN.has(status)) return { kind: "lost" };
    return { kind: "refused", refusal: { code, detail: message } };
  }
}

/** Web Locks where there are any; a browser without them has to do with one tab. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  if (!("locks" in navigator)) return work();
  return navigator.locks.request("comanda-outbox", work) as Promise<T>;
}

let opened: Outbox<Order> | undefined;
type Listener = (order: Order, late: boolean) => void;
const listeners = new Set<Listener>();

export function openOutbox(services: Services): Outbox<Order> {
  opened ??= new Outbox<Order>({
    shelf,
    alone,
    send: (outgoing) => send(services, outgoing),
    reachable: () => navigator.onLine,
    placed: (order, outgoing, late) => {
      const lines = outgoing.body.lines.map(({ product, options, note }) => ({
        product,
        options: options ?? [],
        ...(note ? { note } : {}),
      }));
      rememberOrdered(order.location, lines);
      for (const listener of listeners) listener(order, late);
    },
    changed: () => void lookIntoOutbox(),
  });
  return opened;
}

/** Reads what is kept, for whoever shows it. */
export function lookIntoOutbox(): Promise<void> {
  const outbox = opened;
  return outgoingSeen.refresh(outbox ? () => outbox.waiting() : shelf.all);
}

/** Told of every order that was placed; `late` when nobody on this page waits for it. */
export function onPlaced(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function compose(body: PlaceOrder, key: string | undefined): Outgoing {
  return { key: key ?? newId(), body, at: new Date().toISOString(), sent: key !== undefined };
}
