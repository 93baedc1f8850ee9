import { expect, test } from "vitest";
import { mapOf, readPlace, writtenPlace } from "./coordinates.ts";

const berlin = { latitude: 52.5208, longitude: 13.4094 };

test("a place is read as maps give it", () => {
  for (const text of [
    "52.5208, 13.4094",
    "52.5208 13.4094",
    "(52.5208;13.4094)",
    " 52.5208,13.4094 ",
  ]) {
    expect(readPlace(text)).toEqual(berlin);
  }
  expect(readPlace("−33.8568, 151.2153")).toEqual({ latitude: -33.8568, longitude: 151.2153 });
  expect(readPlace("−22.9519, −43.2105")).toEqual({ latitude: -22.9519, longitude: -43.2105 });
});

test("what is no place on this globe is not read as one", () => {
  for (const text of ["", "52.5208", "Oranienstraße 12", "52,5208, 13,4094", "91, 13", "52, 181"]) {
    expect(readPlace(text)).toBeUndefined();
  }
});

test("a place comes back as it was written", () => {
  expect(readPlace(writtenPlace(berlin))).toEqual(berlin);
  expect(writtenPlace(null)).toBe("");
  expect(mapOf(berlin)).toContain("mlat=52.5208&mlon=13.4094");
});
