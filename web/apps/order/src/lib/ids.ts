// Ids that nobody else makes. `crypto.randomUUID` is only there on https, and a café tries things
// out on http in its own network.

/** 128 random bits in hex. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
