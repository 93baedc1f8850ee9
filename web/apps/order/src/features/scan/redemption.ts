// The right to place one order that a scanned code has given.

import { Kept } from "../../lib/kept.ts";

export interface Redeemed {
  code: string;
  /** The order it may become. */
  order: string;
  location: string;
  order_by: string;
}

export const redemptionKept = new Kept<Redeemed | null>("redemption", null);

/** The one that counts at a location now. */
export function redeemedFor(
  kept: Redeemed | null,
  location: string,
  now: Date,
): Redeemed | undefined {
  if (!kept || kept.location !== location) return undefined;
  return Date.parse(kept.order_by) > now.getTime() ? kept : undefined;
}
