// Draws every picture: `node web/pictures/draw/index.mjs` writes them beside this folder.

import { writeFileSync } from "node:fs";

import { pictures } from "./pictures.mjs";

for (const [name, picture] of pictures()) {
  writeFileSync(new URL(`../${name}.svg`, import.meta.url), picture);
}
