// The way to a place on a map: the phone's own, or else one that everybody may use.

import type { Coordinates } from "./near.ts";

interface Place {
  name: string;
  address: string[];
  coordinates?: Coordinates | null;
}

/** The address of a map that shows a place, by what the browser says it runs on. */
export function mapOf({ name, address, coordinates }: Place, device: string): string {
  const point = coordinates && `${coordinates.latitude},${coordinates.longitude}`;
  const where = address.join(", ");
  if (/Android/.test(device)) {
    // The app of the phone's owner, whichever it is, opens these.
    return point
      ? `geo:${point}?${new URLSearchParams({ q: `${point}(${name})` })}`
      : `geo:0,0?${new URLSearchParams({ q: where })}`;
  }
  if (/iPhone|iPad|Macintosh/.test(device)) {
    const asked = point ? { q: name, ll: point } : { q: where };
    return `https://maps.apple.com/?${new URLSearchParams(asked)}`;
  }
  if (!coordinates) {
    return `https://www.openstreetmap.org/search?${new URLSearchParams({ query: where })}`;
  }
  const { latitude, longitude } = coordinates;
  const marked = new URLSearchParams({ mlat: `${latitude}`, mlon: `${longitude}` });
  return `https://www.openstreetmap.org/?${marked}#map=18/${latitude}/${longitude}`;
}
