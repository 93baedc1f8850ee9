import { expect, test } from "vitest";
import { distanceIn, metresBetween, nearestFirst } from "./near.ts";

const ALEX = { latitude: 52.5219, longitude: 13.4132 };
const ZOO = { latitude: 52.5072, longitude: 13.3327 };
const LONDON = { latitude: 51.5074, longitude: -0.1278 };

test("a distance is the one over the surface of the earth", () => {
  expect(metresBetween(ALEX, ALEX)).toBe(0);
  expect(metresBetween(ALEX, ZOO)).toBeCloseTo(5_690, -2);
  expect(metresBetween(ALEX, LONDON)).toBeCloseTo(932_000, -3);
});

test("the other side of the date line is near, and the other end of the earth is half its girth", () => {
  const east = { latitude: 0, longitude: 179.999 };
  const west = { latitude: 0, longitude: -179.999 };
  expect(metresBetween(east, west)).toBeLessThan(250);
  const north = { latitude: 90, longitude: 0 };
  const south = { latitude: -90, longitude: 77 };
  expect(metresBetween(north, south)).toBeCloseTo(Math.PI * 6_371_009, 0);
});

test("the nearest is first, and what has not said where it is comes last in its order", () => {
  const places = [
    { name: "nowhere" },
    { name: "zoo", coordinates: ZOO },
    { name: "unsaid", coordinates: null },
    { name: "alex", coordinates: ALEX },
  ];
  const near = nearestFirst(places, { latitude: 52.52, longitude: 13.4 });
  expect(near.map(({ place }) => place.name)).toEqual(["alex", "zoo", "nowhere", "unsaid"]);
  expect(near.map(({ metres }) => metres === undefined)).toEqual([false, false, true, true]);
});

function said(locale: string, metres: number): string {
  const [value, options] = distanceIn(locale, metres);
  return new Intl.NumberFormat(locale, options).format(value);
}

test("a distance is said in what the region measures in", () => {
  expect(said("en-GB", 3_000)).toBe("1.9 mi");
  expect(said("en-US", 3_000)).toBe("1.9 mi");
  expect(said("en", 3_000)).toBe("1.9 mi");
  expect(said("en-IE", 3_000)).toBe("3 km");
  expect(said("de", 3_140)).toBe("3,1 km");
});

test("a distance is as exact as somebody on foot wants to know", () => {
  expect(said("de", 3)).toBe("50 m");
  expect(said("de", 432)).toBe("450 m");
  expect(said("de", 980)).toBe("1 km");
  expect(said("de", 12_345)).toBe("12 km");
  expect(said("en-US", 90)).toBe("300 ft");
  expect(said("en-US", 500)).toBe("0.3 mi");
});
