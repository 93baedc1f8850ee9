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
