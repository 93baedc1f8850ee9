// Where a location is, as people copy it from a map: two numbers.

import type { components } from "@comanda/api";

export type Coordinates = components["schemas"]["Coordinates"];

const NUMBER = String.raw`[+-]?\d{1,3}(?:\.\d+)?`;
const PLACE = new RegExp(String.raw`^\s*\(?\s*(${NUMBER})\s*[,;\s]\s*(${NUMBER})\s*\)?\s*$`);

/** The place that was typed; nothing for what is none on this globe. */
export function readPlace(text: string): Coordinates | undefined {
  const found = PLACE.exec(text.replaceAll("−", "-"));
  if (!found) return undefined;
  const [latitude, longitude] = [Number(found[1]), Number(found[2])];
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return undefined;
  return { latitude, longitude };
}

/** A place to stand in a field: `52.5208, 13.4094`. */
export function writtenPlace(place: Coordinates | null | undefined): string {
  return place ? `${place.latitude}, ${place.longitude}` : "";
}

/** Where a map shows it. */
export function mapOf({ latitude, longitude }: Coordinates): string {
  const marked = new URLSearchParams({ mlat: `${latitude}`, mlon: `${longitude}` });
  return `https://www.openstreetmap.org/?${marked}#map=18/${latitude}/${longitude}`;
}
