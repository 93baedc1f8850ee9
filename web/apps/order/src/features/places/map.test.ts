import { expect, test } from "vitest";
import { mapOf } from "./map.ts";

const cafe = {
  name: "Café & Co",
  address: ["Oranienstraße 12", "10999 Berlin"],
  coordinates: { latitude: 52.5, longitude: -0.25 },
};
const ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8)";
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)";
const DESK = "Mozilla/5.0 (X11; Linux x86_64)";

test("a phone opens its own map at the place, with its name", () => {
  expect(mapOf(cafe, ANDROID)).toBe("geo:52.5,-0.25?q=52.5%2C-0.25%28Caf%C3%A9+%26+Co%29");
  expect(mapOf(cafe, IPHONE)).toBe("https://maps.apple.com/?q=Caf%C3%A9+%26+Co&ll=52.5%2C-0.25");
});

test("elsewhere a map in the browser marks the place", () => {
  expect(mapOf(cafe, DESK)).toBe(
    "https://www.openstreetmap.org/?mlat=52.5&mlon=-0.25#map=18/52.5/-0.25",
  );
});

test("a place without coordinates is looked for by its address", () => {
  const unsaid = { ...cafe, coordinates: null };
  const where = "Oranienstra%C3%9Fe+12%2C+10999+Berlin";
  expect(mapOf(unsaid, ANDROID)).toBe(`geo:0,0?q=${where}`);
  expect(mapOf(unsaid, IPHONE)).toBe(`https://maps.apple.com/?q=${where}`);
  expect(mapOf(unsaid, DESK)).toBe(`https://www.openstreetmap.org/search?query=${where}`);
});
