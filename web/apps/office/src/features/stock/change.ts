// What somebody found on the shelf, as the API takes it.

/** Came in, was thrown away, or was counted anew. */
export type Change = "received" | "wasted" | "counted";

export type Asked = { level: number } | { delta: number; reason: "received" | "wasted" };

export function requestOf(change: Change, count: number): Asked {
  if (change === "counted") return { level: count };
  return { delta: change === "received" ? count : -count, reason: change };
}

/** How much there will be, as far as is known here: guests may order meanwhile. */
export function levelAfter(change: Change, level: number, count: number): number {
  if (change === "counted") return count;
  return change === "received" ? level + count : level - count;
}

/** From here on somebody should think of buying more. */
export const LOW = 5;

/** What is gone, then what soon will be, then the rest as it was. */
export function scarceFirst<Item extends { level: number }>(items: Item[]): Item[] {
  const rank = ({ level }: Item) => (level <= 0 ? 0 : level <= LOW ? 1 : 2);
  return items.toSorted((one, other) => rank(one) - rank(other));
}
