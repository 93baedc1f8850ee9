// What outlives the page, in IndexedDB: what was pressed, and the tickets as they were last seen, so
// that a reload without a network shows them. All of it goes when somebody signs out.

import { createStore, del, delMany, entries, get, keys, set } from "idb-keyval";
import type { Action, Kept } from "./queue.ts";
import type { Ticket } from "./ticket.ts";

const drawer = createStore("comanda.counter", "drawer");

const PRESSED = "pressed:";
const SEEN = "seen:";
const ME = "me";

export interface Seen {
  tickets: Ticket[];
  since: number;
}

export interface Me {
  id: string;
  name: string | undefined;
  role: "barista" | "manager" | "admin";
}

/** The shared drawer of actions at one location; `changed` is called after each change. */
export function openKept(location: string, changed: () => void): Kept {
  const prefix = `${PRESSED}${location}:`;
  return {
    all: async () => {
      const found = await entries<string, Action>(drawer);
      return found.filter(([key]) => key.startsWith(prefix)).map(([, action]) => action);
    },
    put: async (action) => {
      await set(prefix + action.id, action, drawer);
      changed();
    },
    remove: async (id) => {
      await del(prefix + id, drawer);
      changed();
    },
  };
}

export function readSeen(location: string): Promise<Seen | undefined> {
  return get<Seen>(SEEN + location, drawer);
}

/** Keeps tickets without addresses to write to: nobody at the counter needs them. */
export function keepSeen(location: string, { tickets, since }: Seen): Promise<void> {
  const kept = tickets.map((ticket) => ({ ...ticket, email: null }));
  return set(SEEN + location, { tickets: kept, since }, drawer);
}

/** Who was signed in last, to go on without a network. */
export function readMe(): Promise<Me | undefined> {
  return get<Me>(ME, drawer);
}

export function keepMe(me: Me): Promise<void> {
  return set(ME, me, drawer);
}

/** Forgets the tickets and who was here. What was pressed and not sent stays until its owner is back. */
export async function forgetSeen(): Promise<void> {
  const all = await keys<string>(drawer);
  await delMany(
    all.filter((key) => key === ME || key.startsWith(SEEN)),
    drawer,
  );
}
