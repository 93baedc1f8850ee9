// Icons as pixels, for systems that take no SVG, and the picture that is shown with a link. They are
// drawn by Chromium from the SVGs: `node web/pictures/draw/pixels.mjs`, when one of those has changed.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { launch } from "../../e2e/lib/chromium.js";

const svg = (name) => readFileSync(new URL(`../${name}.svg`, import.meta.url));
const app = (name, file) => new URL(`../../apps/${name}/public/${file}`, import.meta.url);

const browser = await launch();
try {
  const page = await browser.newPage();
  const draw = async (markup, [width, height], file) => {
    await page.setViewportSize({ width, height });
    await page.setContent(`<body style="margin:0;background:#f3e2cb">${markup}`);
    mkdirSync(new URL("./", file), { recursive: true });
    const how = file.pathname.endsWith(".jpg") ? { type: "jpeg", quality: 82 } : { type: "png" };
    writeFileSync(file, await page.screenshot(how));
  };
  const picture = (name, style) =>
    `<img style="display:block;${style}" src="data:image/svg+xml;base64,${svg(name).toString("base64")}">`;
  for (const name of ["order", "counter", "office"]) {
    for (const side of [192, 512]) {
      const markup = picture(`icon-${name}`, `width:${side}px`);
      await draw(markup, [side, side], app(name, `icon-${side}.png`));
    }
  }
  // Twelve hundred by 630 is what places that show links cut nothing from.
  const scene = picture("hero", "height:630px;margin-inline-start:-156px");
  await draw(scene, [1200, 630], app("order", "share.jpg"));
} finally {
  await browser.close();
}
