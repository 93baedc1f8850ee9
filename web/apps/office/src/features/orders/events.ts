// How the entries of a timeline and of a payment are called.

import type { Key } from "../../words/index.ts";

const EVENTS: Record<string, Key> = {
  placed: "event_placed",
  confirmed: "event_confirmed",
  rejected: "event_rejected",
  claimed: "event_claimed",
  released: "event_released",
  started: "event_started",
  ready: "event_ready",
  "line-done": "event_line_done",
  "line-undone": "event_line_undone",
  rushed: "event_rushed",
  "rush-ended": "event_rush_ended",
  recalled: "event_recalled",
  dispatched: "event_dispatched",
  collected: "event_collected",
  delivered: "event_delivered",
  "no-show": "event_no_show",
  undeliverable: "event_undeliverable",
  cancelled: "event_cancelled",
  "taken-over": "event_taken_over",
  forgotten: "event_forgotten",
};

export function eventKey(event: string): Key | undefined {
  return EVENTS[event];
}

const MESSAGES: Record<string, Key> = {
  "order-confirmed": "message_confirmed",
  "order-ready": "message_ready",
  "order-on-its-way": "message_on_its_way",
  "order-rejected": "message_rejected",
  "order-cancelled": "message_cancelled",
  "new-order": "message_new_order",
  "waited-too-long": "message_waited",
  "payment-not-captured": "message_not_captured",
};

export function messageKey(message: string): Key | undefined {
  return MESSAGES[message];
}
