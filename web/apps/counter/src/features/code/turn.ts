// What the display of codes shows at a moment. A code is not shown in its last seconds: who begins to
// scan then would be late.

export interface Shown {
  expires_at: string;
  tokens_left: number;
}

export type Turn = "code" | "soon" | "used-up" | "over";

const HIDDEN_FOR_MS = 15_000;

export function turnOf(code: Shown, now: number): Turn {
  const leftMs = Date.parse(code.expires_at) - now;
  if (leftMs <= 0) return "over";
  if (code.tokens_left <= 0) return "used-up";
  return leftMs <= HIDDEN_FOR_MS ? "soon" : "code";
}

/** Seconds until the next code takes its place. */
export function leftS(code: Shown, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(code.expires_at) - now) / 1000));
}

/** Where a code leads: to the customer's app, beside this one. */
export function addressOf(code: string, page: string, base: string): string {
  return new URL(`../order/scan/${encodeURIComponent(code)}`, new URL(base, page)).href;
}

/** The dark squares of a code as one path, a unit each. */
export function pathOf(squares: readonly (readonly boolean[])[]): string {
  return squares
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])))
    .join("");
}
