// The server, as the feed and the queue ask it.

import { type Api, asProblem, follow, isOffline } from "@comanda/api";
import type { Services } from "@comanda/session";
import type { Command } from "./actions.ts";
import type { Heard, Source } from "./feed.ts";
import type { Action, Outcome } from "./queue.ts";
import { OPEN, type Ticket } from "./ticket.ts";

const PAGE = 100;

export function openSource({ api, session, config }: Services, location: string): Source {
  return {
    snapshot: async () => {
      const pages = OPEN.map((status) => all(api, location, status));
      return (await Promise.all([...pages, ended(api, location)])).flat();
    },
    read: async (order) => {
      try {
        const { data } = await api.GET("/v1/orders/{order}", { params: { path: { order } } });
        return data;
      } catch (thrown) {
        if (asProblem(thrown).status === 404) return undefined;
        throw thrown;
      }
    },
    follow: (heard: Heard, signal) =>
      follow<Ticket>({
        url: `${config.api}/v1/locations/${encodeURIComponent(location)}/orders/events`,
        headers: async (): Promise<Record<string, string>> => {
          const token = await session.token();
          return token ? { authorization: `Bearer ${token}` } : {};
        },
        signal,
        event: (_, order) => heard.order(order),
        state: (state, after) => {
          if (state === "live") heard.live(after !== undefined);
          else heard.lost();
        },
      }),
  };
}

/** Every order with a status, to the last page. */
async function all(api: Api, location: string, status: string): Promise<Ticket[]> {
  const found: Ticket[] = [];
  let after: string | undefined;
  do {
    const query = { status, limit: PAGE, ...(after ? { after } : {}) };
    const { data } = await api.GET("/v1/locations/{location}/orders", {
      params: { path: { location }, query },
    });
    found.push(...(data?.items ?? []));
    after = data?.next ?? undefined;
  } while (after);
  return found;
}

/** The orders that have changed last, whatever became of them. */
async function ended(api: Api, location: string): Promise<Ticket[]> {
  const { data } = await api.GET("/v1/locations/{location}/orders", {
    params: { path: { location }, query: { limit: PAGE } },
  });
  return data?.items ?? [];
}

/** Sends an action; an order that comes of it goes to `told`. */
export async function send(
  api: Api,
  { order, command }: Action,
  told: (order: Ticket) => void,
): Promise<Outcome> {
  try {
    const answer = await ask(api, order, command);
    if (answer) told(answer);
    return { kind: "followed" };
  } catch (thrown) {
    const { status, code, message: detail, retryAfterS } = asProblem(thrown);
    // An old token becomes a new one, and what is too much now is not later.
    const again = isOffline(thrown) || status >= 500 || [0, 401, 408, 429].includes(status);
    if (again) {
      return { kind: "unanswered", waitMs: retryAfterS ? retryAfterS * 1000 : undefined };
    }
    return { kind: "refused", code, detail };
  }
}

async function ask(api: Api, order: string, command: Command): Promise<Ticket | undefined> {
  const params = { path: { order } };
  switch (command.verb) {
    case "cancel":
    case "undeliverable": {
      const body = { reason: command.reason ?? null };
      const path = `/v1/orders/{order}/${command.verb}` as const;
      return (await api.POST(path, { params, body })).data;
    }
    case "recall": {
      const body = { from: command.from };
      return (await api.POST("/v1/orders/{order}/recall", { params, body })).data;
    }
    case "rush": {
      const body = { rush: command.rush };
      return (await api.POST("/v1/orders/{order}/rush", { params, body })).data;
    }
    case "line": {
      const path = `/v1/orders/{order}/lines/{line}/${command.done ? "done" : "undone"}` as const;
      return (await api.POST(path, { params: { path: { order, line: command.line } } })).data;
    }
    default: {
      const path = `/v1/orders/{order}/${command.verb}` as const;
      return (await api.POST(path, { params })).data;
    }
  }
}
