// How pressing a ticket is. The promise is what counts: somebody who was told eight minutes does not
// wait after five, and somebody who was told three does.

import { readySince, scheduledFor, type Ticket } from "./ticket.ts";

export type Urgency = "later" | "calm" | "soon" | "late";

export interface Limits {
  /** So young that nobody has to hurry yet. */
  youngS: number;
  /** So close to the promise that it should be nearly done. */
  closeS: number;
  /** A ready drink that stands longer is getting cold. */
  standsS: number;
  /** One that stands so long is likely not to be fetched. */
  forgottenS: number;
}

// With a promise of five minutes: green for two, amber until five, then red. So does serverlesspresso.
export const LIMITS: Limits = { youngS: 120, closeS: 300, standsS: 300, forgottenS: 900 };

/** When work on it should begin, in milliseconds: at once, or in time for what was scheduled. */
export function beginsAt(ticket: Ticket, preparationMinutes: number): number {
  const placed = Date.parse(ticket.placed_at);
  const scheduled = scheduledFor(ticket);
  return scheduled === undefined
    ? placed
    : Math.max(placed, scheduled - preparationMinutes * 60_000);
}

export function urgency(
  ticket: Ticket,
  now: number,
  preparationMinutes: number,
  limits: Limits = LIMITS,
): Urgency {
  const ready = readySince(ticket);
  if (ready !== undefined) {
    // Made early for a scheduled time, it waits for that time first.
    const stoodS = (now - Math.max(ready, scheduledFor(ticket) ?? 0)) / 1000;
    return stoodS < limits.standsS ? "calm" : stoodS < limits.forgottenS ? "soon" : "late";
  }
  const begins = beginsAt(ticket, preparationMinutes);
  // A device whose clock is behind must not put what was just ordered off.
  if (now < begins && scheduledFor(ticket) !== undefined) return "later";
  const leftS = (Date.parse(ticket.ready_at) - now) / 1000;
  if (leftS <= 0) return "late";
  const ageS = (now - begins) / 1000;
  return ageS < limits.youngS || leftS > limits.closeS ? "calm" : "soon";
}

/** Seconds a ticket has been where it is counted from: since it should begin, or since it is ready. */
export function ageS(ticket: Ticket, now: number, preparationMinutes: number): number {
  const from = readySince(ticket) ?? beginsAt(ticket, preparationMinutes);
  return Math.max(0, Math.floor((now - from) / 1000));
}

/** `4:05`, or `1:02:07`. Digits as everywhere on a clock, in every language. */
export function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(whole % 60)}`
    : `${minutes}:${two(whole % 60)}`;
}
