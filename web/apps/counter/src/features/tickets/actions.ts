// What a barista can do to a ticket, what it will look like then, and how it is taken back.

import { isOpen, type Ticket } from "./ticket.ts";

export type Command =
  | { verb: "claim" | "release" | "start" | "ready" }
  | { verb: "collect" | "dispatch" | "deliver" | "no-show" }
  | { verb: "cancel" | "undeliverable"; reason: string | undefined }
  | { verb: "recall"; from: "ready" | "preparing" }
  | { verb: "rush"; rush: boolean }
  | { verb: "line"; line: number; done: boolean };

export type Verb = Command["verb"];

/** Ways out that the server does not take back: they are held for a moment before they are sent. */
const FINAL: ReadonlySet<Verb> = new Set([
  "collect",
  "dispatch",
  "deliver",
  "no-show",
  "undeliverable",
]);

export function isFinal(verb: Verb): boolean {
  return FINAL.has(verb);
}

/** The one step that usually comes next, or nothing where somebody else has to do it. */
export function nextStep(ticket: Ticket, me: string): Command | undefined {
  switch (ticket.status) {
    case "confirmed":
      return ticket.barista && ticket.barista !== me ? undefined : { verb: "start" };
    case "preparing":
      return { verb: "ready" };
    case "ready":
      return { verb: ticket.fulfilment.type === "delivery" ? "dispatch" : "collect" };
    case "out-for-delivery":
      return { verb: "deliver" };
    default:
      return undefined;
  }
}

/** What takes a command back once it has been followed; nothing where nothing does. */
export function undoOf(command: Command): Command | undefined {
  switch (command.verb) {
    case "claim":
      return { verb: "release" };
    case "release":
      return { verb: "claim" };
    case "start":
      return { verb: "recall", from: "preparing" };
    case "ready":
      return { verb: "recall", from: "ready" };
    case "rush":
      return { verb: "rush", rush: !command.rush };
    case "line":
      return { verb: "line", line: command.line, done: !command.done };
    default:
      return undefined;
  }
}

/** The ticket as it will be when these commands have been followed, in their sequence. */
export function foreseen(ticket: Ticket, commands: readonly Command[], me: string): Ticket {
  return commands.reduce((seen, command) => follow(seen, command, me), ticket);
}

function follow(ticket: Ticket, command: Command, me: string): Ticket {
  const to = (status: string): Ticket => ({ ...ticket, status });
  const from = (...statuses: string[]) => statuses.includes(ticket.status);
  switch (command.verb) {
    case "claim":
      return ticket.barista ? ticket : { ...ticket, barista: me };
    case "release":
      return { ...ticket, barista: null };
    case "start":
      return from("confirmed") ? { ...to("preparing"), barista: ticket.barista ?? me } : ticket;
    case "ready": {
      if (!from("preparing")) return ticket;
      return { ...to("ready"), timeline: [...ticket.timeline, entry("ready", ticket)] };
    }
    case "collect":
      return from("ready") ? to("collected") : ticket;
    case "dispatch":
      return from("ready") ? to("out-for-delivery") : ticket;
    case "deliver":
      return from("out-for-delivery") ? to("delivered") : ticket;
    case "no-show":
      return from("ready") ? to("no-show") : ticket;
    case "undeliverable":
      return from("ready", "out-for-delivery") ? to("undeliverable") : ticket;
    case "cancel":
      return isOpen(ticket) ? to("cancelled") : ticket;
    case "recall": {
      if (!from(command.from)) return ticket;
      const back = command.from === "ready" ? "preparing" : "confirmed";
      return { ...to(back), timeline: [...ticket.timeline, entry("recalled", ticket)] };
    }
    case "rush":
      return { ...ticket, rush: command.rush };
    case "line": {
      const lines = ticket.lines.map((line, place) =>
        place + 1 === command.line ? { ...line, done: command.done } : line,
      );
      return { ...ticket, lines };
    }
  }
}

/** An entry that is only expected: it has the time of what came before it, not one of this device. */
function entry(event: string, ticket: Ticket): Ticket["timeline"][number] {
  const at = ticket.timeline.at(-1)?.at ?? ticket.placed_at;
  return { version: ticket.version, event, at };
}
