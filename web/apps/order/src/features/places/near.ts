// How far it is to a place, and which is the nearest. What is known of where somebody is stays on
// their device.

export interface Coordinates {
  latitude: number;
  longitude: number;
}

export interface Near<Place> {
  place: Place;
  /** As the crow flies; nothing where the place has not said where it is. */
  metres: number | undefined;
}

/** Mean radius of the earth. */
const EARTH_M = 6_371_009;
const MILE_M = 1_609.344;
const FOOT_M = 0.3048;

/** Where signs on the road are in miles. */
const IN_MILES: ReadonlySet<string> = new Set(["GB", "LR", "MM", "PR", "US"]);

/** The way between two points over the surface of a ball, which the earth is nearly enough. */
export function metresBetween(one: Coordinates, other: Coordinates): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (from: number, to: number) => Math.sin(radians(to - from) / 2) ** 2;
  const across =
    Math.cos(radians(one.latitude)) *
    Math.cos(radians(other.latitude)) *
    half(one.longitude, other.longitude);
  const share = half(one.latitude, other.latitude) + across;
  // Rounding may make it a trace more than all of the way round.
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(share)));
}

/** The places by how far they are. Those that have not said where they are come last, as they were. */
export function nearestFirst<Place extends { coordinates?: Coordinates | null }>(
  places: readonly Place[],
  here: Coordinates,
): Near<Place>[] {
  return places
    .map((place) => ({
      place,
      metres: place.coordinates ? metresBetween(here, place.coordinates) : undefined,
    }))
    .sort((one, other) => (one.metres ?? Number.MAX_VALUE) - (other.metres ?? Number.MAX_VALUE));
}

/** A distance in what a region measures in, no more exact than somebody on foot wants to know. */
export function distanceIn(locale: string, metres: number): [number, Intl.NumberFormatOptions] {
  const miles = IN_MILES.has(new Intl.Locale(locale).maximize().region ?? "");
  const [long, short] = miles ? ([MILE_M, FOOT_M] as const) : ([1_000, 1] as const);
  const step = miles ? 100 : 50;
  const near = Math.max(step, Math.round(metres / short / step) * step);
  const unit = (name: string) => ({ style: "unit", unit: name, unitDisplay: "short" }) as const;
  if (near * short < (miles ? MILE_M / 4 : 1_000)) return [near, unit(miles ? "foot" : "meter")];
  const far = metres / long;
  return [far, { ...unit(miles ? "mile" : "kilometer"), maximumFractionDigits: far < 10 ? 1 : 0 }];
}
