// What the pictures promise: drawn for every product, up to date, small, and safe to embed.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

import { pictures } from "./pictures.mjs";

const folder = new URL("../", import.meta.url);
const demo = new URL("../../../demo/", import.meta.url);
const drawn = new Map(pictures());
const scenes = ["hero"];

const products = ["cafe.toml", "bakery.toml"].flatMap((name) => {
  const [, ...blocks] = readFileSync(new URL(name, demo), "utf8").split("[[products]]");
  return blocks.map((block) => ({
    id: block.match(/^id = "(.+)"$/m)[1],
    image: block.match(/^image = "(.+)"$/m)?.[1],
  }));
});

describe("the pictures", () => {
  it("are those that the generator draws, and no others", () => {
    const files = readdirSync(folder).filter((name) => name.endsWith(".svg"));
    expect(files.sort()).toEqual([...drawn.keys()].map((name) => `${name}.svg`).sort());
    for (const [name, picture] of drawn) {
      const file = readFileSync(new URL(`${name}.svg`, folder), "utf8");
      expect(file === picture, `${name}.svg: run node web/pictures/draw/index.mjs`).toBe(true);
    }
  });

  it("are there for every product of the demo menus, each its own", () => {
    expect(products.length).toBeGreaterThan(70);
    const images = products.map(({ id, image }) => {
      expect(image, `${id} has no image`).toMatch(/^\/pictures\/[a-z-]+\.svg$/);
      expect(drawn.has(image.slice("/pictures/".length, -".svg".length)), image).toBe(true);
      return image;
    });
    expect(new Set(images).size).toBe(images.length);
  });

  it.each([...drawn])("%s is small, and brings nothing along", (name, picture) => {
    expect(picture.length).toBeLessThanOrEqual(scenes.includes(name) ? 40_000 : 6_144);
    expect(picture).not.toMatch(/<(script|style|text|image|foreignObject|filter|animate)/i);
    expect(picture.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(/:\/\/|data:/);
    expect(picture).not.toMatch(/ (style|class|on[a-z]+)=|NaN|undefined/);
    const defined = new Set([...picture.matchAll(/ id="(.+?)"/g)].map(([, id]) => id));
    const used = [...picture.matchAll(/(?:url\(|href=")#(.+?)[")]/g)].map(([, id]) => id);
    for (const id of used) {
      expect(defined.has(id), `#${id}`).toBe(true);
    }
  });
});
