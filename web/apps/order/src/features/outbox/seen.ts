// What waits to be sent, as the pages show it. Other tabs are told by a channel.

import { useSyncExternalStore } from "react";
import type { Outgoing } from "./queue.ts";

class Seen {
  #all: readonly Outgoing[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #channel =
    typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel("comanda-outbox");
  #read: (() => Promise<Outgoing[]>) | undefined;

  constructor() {
    this.#channel?.addEventListener("message", () => void this.#load());
  }

  all = (): readonly Outgoing[] => this.#all;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Reads again, and tells the other tabs to do so. */
  async refresh(read: () => Promise<Outgoing[]>): Promise<void> {
    this.#read = read;
    await this.#load();
    this.#channel?.postMessage("changed");
  }

  async #load(): Promise<void> {
    if (!this.#read) return;
    this.#all = await this.#read();
    for (const listener of this.#listeners) listener();
  }
}

export const outgoingSeen = new Seen();

export function useOutgoing(): readonly Outgoing[] {
  return useSyncExternalStore(outgoingSeen.subscribe, outgoingSeen.all);
}
