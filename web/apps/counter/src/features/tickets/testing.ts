// Tickets and times for tests.

import type { Ticket } from "./ticket.ts";

export const NOON = Date.parse("2026-11-30T12:00:00Z");

export function at(seconds: number): string {
  return new Date(NOON + seconds * 1000).toISOString();
}

/** A ticket placed at noon and promised for eight minutes later. */
export function ticket(id: string, more: Partial<Ticket> = {}): Ticket {
  return {
    id,
    location: "loc_cafe",
    status: "confirmed",
    number: "A-042",
    fulfilment: { type: "pickup" },
    name: "Anna",
    lines: [],
    currency: "EUR",
    tip_minor: 0,
    total_minor: 440,
    taxes: [],
    placed_at: at(0),
    ready_at: at(480),
    version: 2,
    rush: false,
    walk_in: false,
    timeline: [{ version: 1, event: "placed", at: at(0) }],
    ...more,
  };
}

/** Lets everything that is waiting for promises go on. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
}

/** A clock that is moved by hand, and runs what is due. */
export class HandClock {
  now = NOON;
  #due: { at: number; run: () => void }[] = [];

  later = (run: () => void, ms: number): (() => void) => {
    const entry = { at: this.now + ms, run };
    this.#due.push(entry);
    return () => {
      this.#due = this.#due.filter((other) => other !== entry);
    };
  };

  async pass(ms: number): Promise<void> {
    const until = this.now + ms;
    for (;;) {
      await settled();
      const next = this.#due.filter((entry) => entry.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#due = this.#due.filter((entry) => entry !== next);
      this.now = Math.max(this.now, next.at);
      next.run();
    }
    this.now = until;
    await settled();
  }
}
