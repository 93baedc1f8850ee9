// Small things this browser remembers: the cart, tastes, choices. Nothing secret. What one tab
// changes the others see.

import { useSyncExternalStore } from "react";

export class Kept<T> {
  readonly #name: string;
  readonly #empty: T;
  #text: string | null | undefined;
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(name: string, empty: T) {
    this.#name = `comanda.${name}`;
    this.#empty = empty;
    this.#value = empty;
    window.addEventListener("storage", (event) => {
      if (event.key === this.#name || event.key === null) this.#tell();
    });
  }

  /** The same object as long as nothing changes, which is what `useSyncExternalStore` asks for. */
  get = (): T => {
    const text = localStorage.getItem(this.#name);
    if (text !== this.#text) {
      this.#text = text;
      this.#value = read(text) ?? this.#empty;
    }
    return this.#value;
  };

  set(value: T): void {
    try {
      localStorage.setItem(this.#name, JSON.stringify(value));
    } catch {
      // A full or forbidden store: it lasts as long as the page.
      this.#value = value;
    }
    this.#tell();
  }

  forget(): void {
    localStorage.removeItem(this.#name);
    this.#tell();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function read<T>(text: string | null): T | undefined {
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}

/** One remembered thing for each location, made when it is first asked for. */
export function keptByLocation<T>(name: string, empty: T): (location: string) => Kept<T> {
  const all = new Map<string, Kept<T>>();
  return (location) => {
    const found = all.get(location) ?? new Kept<T>(`${name}.${location}`, empty);
    all.set(location, found);
    return found;
  };
}

export function useKept<T>(kept: Kept<T>): T {
  return useSyncExternalStore(kept.subscribe, kept.get);
}
