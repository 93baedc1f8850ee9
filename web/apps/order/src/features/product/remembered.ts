// How somebody had a product the last time, at each location.

import { keptByLocation } from "../../lib/kept.ts";

const choicesOf = keptByLocation<Record<string, string[]>>("choices", {});

export function remembered(location: string, product: string): string[] | undefined {
  return choicesOf(location).get()[product];
}

export function remember(location: string, product: string, options: string[]): void {
  const kept = choicesOf(location);
  kept.set({ ...kept.get(), [product]: options });
}
