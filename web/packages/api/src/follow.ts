// Follows a stream of events (server-sent events) with an access token, which the browser's own
// EventSource cannot carry. Connects again by itself from where it was, and says when it cannot.

import { createParser } from "eventsource-parser";
import { ProblemError } from "./problem.ts";

export interface Followed<T> {
  /** Each event, in sequence: its name and what it carries. */
  event: (name: string, data: T, id: string | undefined) => void;
  /**
   * `live` when events come, `lost` when they do not and we try again, `ended` when no more will.
   * `after` is the event a connection goes on from; without one it tells only what is new.
   */
  state?: (state: "live" | "lost" | "ended", after?: string) => void;
}

interface Options<T> extends Followed<T> {
  url: string;
  headers: () => Promise<Record<string, string>>;
  /** The last event somebody has, from an earlier life. */
  after?: string | undefined;
  signal: AbortSignal;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** The server sends a sign of life every 15 seconds; after three the connection is dead. */
const SILENCE_MS = 45_000;

/** Follows until `signal` says stop or nothing more will come. */
export async function follow<T>(options: Options<T>): Promise<void> {
  let last = options.after;
  let wait = FIRST_WAIT_MS;
  let asked: number | undefined;
  while (!options.signal.aborted) {
    try {
      const ended = await once(options, last, {
        id: (id) => {
          last = id;
        },
        alive: () => {
          wait = FIRST_WAIT_MS;
          options.state?.("live", last);
        },
        retry: (ms) => {
          asked = ms;
        },
      });
      if (ended) {
        options.state?.("ended");
        return;
      }
    } catch (thrown) {
      if (options.signal.aborted) return;
      const status = thrown instanceof ProblemError ? thrown.status : 0;
      // Asking again changes nothing about what was asked wrongly; 401 may be an old token.
      if (status >= 400 && status < 500 && ![401, 408, 429].includes(status)) {
        options.state?.("ended");
        throw thrown;
      }
      options.state?.("lost");
      asked = undefined;
    }
    await pause(asked ?? jittered(wait), options.signal);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }
}

interface Heard {
  id: (id: string) => void;
  alive: () => void;
  retry: (ms: number) => void;
}

/** One connection, to its end. Answers whether the server said that nothing more will come. */
async function once<T>(
  options: Options<T>,
  last: string | undefined,
  heard: Heard,
): Promise<boolean> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  const signal = AbortSignal.any([options.signal, silence.signal]);
  try {
    const headers: Record<string, string> = {
      accept: "text/event-stream",
      ...(await options.headers()),
    };
    if (last !== undefined) headers["last-event-id"] = last;
    const response = await fetch(options.url, {
      headers,
      signal,
      cache: "no-store",
    });
    if (response.status === 204) return true;
    if (!response.ok || !response.body) {
      const body = await response.json().catch(() => ({}));
      throw new ProblemError(body, response.status, response.headers);
    }
    heard.alive();
    const parser = createParser({
      onEvent: ({ event, data, id }) => {
        if (id !== undefined) heard.id(id);
        if (data) options.event(event ?? "message", JSON.parse(data) as T, id);
      },
      onRetry: heard.retry,
    });
    const text = response.body.pipeThrough(new TextDecoderStream());
    const reader = text.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return false;
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
      parser.feed(value);
    }
  } finally {
    clearTimeout(timer);
  }
}

function jittered(ms: number): number {
  return ms * (0.75 + Math.random() / 2);
}

/** Waits, or less long when the network comes back or it is time to stop. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener("online", end);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    addEventListener("online", end);
    signal.addEventListener("abort", end);
  });
}
