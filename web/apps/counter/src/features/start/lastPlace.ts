const KEPT = "comanda.counter.place";

/** Where this device was used last. */
export function lastPlace(): string | undefined {
  return localStorage.getItem(KEPT) ?? undefined;
}

export function keepPlace(location: string): void {
  localStorage.setItem(KEPT, location);
}
