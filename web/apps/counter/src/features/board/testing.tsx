// A counter for tests: real tickets, a real queue, and a server that is whatever a test says.

import { type Services, ServicesProvider } from "@comanda/session";
import { ToastsProvider, WordsProvider } from "@comanda/ui";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render } from "@testing-library/react";
import type { ReactNode } from "react";
import { en } from "../../words/en.ts";
import { dictionaries } from "../../words/index.ts";
import { PlaceContext } from "../shell/Place.tsx";
import { foreseen } from "../tickets/actions.ts";
import { Feed, type Heard } from "../tickets/feed.ts";
import { type Action, type Outcome, Queue } from "../tickets/queue.ts";
import { HandClock, settled } from "../tickets/testing.ts";
import type { Ticket } from "../tickets/ticket.ts";
import { DeskContext } from "../tickets/useDesk.tsx";
import { StepsProvider } from "./useSteps.tsx";

const ME = { id: "ben", name: "Ben", role: "barista" as const };

export class Counter {
  readonly clock = new HandClock();
  /** What was sent to the server, and what it says to it. */
  readonly sent: string[] = [];
  answer: (action: Action) => Outcome = () => ({ kind: "followed" });
  #heard: Heard | undefined;
  #refuse: (() => void) | undefined;
  readonly #stop = new AbortController();
  readonly feed: Feed;
  readonly queue: Queue;

  constructor() {
    const { later } = this.clock;
    const now = () => this.clock.now;
    const follow = (heard: Heard) => {
      this.#heard = heard;
      return new Promise<void>((_, reject) => {
        this.#refuse = () => reject(new Error("forbidden"));
      });
    };
    const source = { snapshot: async () => [], read: async () => undefined, follow };
    this.feed = new Feed(source, { now, later });
    let ids = 0;
    this.queue = new Queue({
      me: ME.id,
      kept: { all: async () => [], put: async () => undefined, remove: async () => undefined },
      now,
      later,
      newId: () => `${++ids}`,
      send: async (action) => {
        this.sent.push(action.command.verb);
        const outcome = this.answer(action);
        if (outcome.kind === "followed") this.#follow(action);
        return outcome;
      },
    });
    this.queue.lead();
    this.feed.run(this.#stop.signal);
  }

  /** The server does what it was told. */
  #follow({ order, command }: Action): void {
    const known = this.feed.view().tickets.get(order);
    if (!known) return;
    this.feed.put({ ...foreseen(known, [command], ME.id), version: known.version + 1 });
  }

  /** Draws something of the counter. */
  draw(children: ReactNode): void {
    const { feed, queue } = this;
    const desk = {
      location: "loc_cafe",
      me: ME,
      feed,
      queue,
      act: (order: string, command: Action["command"]) => queue.add(order, command),
      close: () => undefined,
    };
    const services = { api: { GET: async () => ({ data: null }) } } as unknown as Services;
    const place = { id: "loc_cafe", me: ME, location: undefined, preparationMinutes: 8 };
    render(
      <ServicesProvider services={services}>
        <WordsProvider first={{ language: "en", dictionary: en }} dictionaries={dictionaries}>
          <QueryClientProvider client={new QueryClient()}>
            <ToastsProvider>
              <PlaceContext value={place}>
                <DeskContext value={desk}>
                  <StepsProvider>{children}</StepsProvider>
                </DeskContext>
              </PlaceContext>
            </ToastsProvider>
          </QueryClientProvider>
        </WordsProvider>
      </ServicesProvider>,
    );
  }

  /** Something that happens outside of the page, with everything that follows from it. */
  async happens(what: () => void): Promise<void> {
    await act(async () => {
      what();
      await settled();
    });
  }

  arrives = (ticket: Ticket) => this.happens(() => this.feed.put(ticket));
  connects = () => this.happens(() => this.#heard?.live(false));
  breaks = () => this.happens(() => this.#heard?.lost());
  refuses = () => this.happens(() => this.#refuse?.());

  close(): void {
    this.#stop.abort();
    this.queue.close();
  }
}
