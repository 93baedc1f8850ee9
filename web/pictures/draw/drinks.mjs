// Drinks of the bakery.

import { bean } from "./coffee.mjs";
import { tones } from "./palette.mjs";
import { room, shadow, steam } from "./scene.mjs";
import { apple } from "./sweet.mjs";
import { brew, leaf } from "./tea.mjs";
import { belly, black, cup } from "./vessels.mjs";

/** Coffee as the bakery gives it: in an enamel mug with a dark rim. */
export function bakery_coffee(d) {
  room(d, "drinks");
  steam(d, 190, 104);
  shadow(d, 196, 258, 84);
  cup(d, 190, 252, 80, 124, {
    shape: "mug",
    tone: tones.linen,
    inner: "#fffaf0",
    liquid: "#2d160c",
    art: black,
  });
  d.ellipse(190, 128, 80, 32, "none", { stroke: "#315c70", "stroke-width": 5 });
  let dots = "";
  for (let i = 0; i < 9; i += 1) {
    for (const [y, from] of [
      [186, 0],
      [208, 9],
      [230, 0],
    ]) {
      dots += `M${Math.round(128 + from + i * 15.5)} ${y + Math.round(Math.sin((i / 8) * Math.PI) * 9)}h.1`;
    }
  }
  d.line(dots, "#4f8296", 5, { opacity: ".8" });
  bean(d, 322, 262, 20);
  bean(d, 346, 250, -40);
}

export function bakery_tea(d) {
  room(d, "drinks");
  steam(d, 306, 156, { many: 2, high: 44 });
  const [light, middle, dark] = tones.sage;
  shadow(d, 152, 254, 96, 24);
  d.line("M92 176C34 168 36 244 98 234", dark, 16);
  d.line("M92 176C36 168 38 242 98 232", light, 6, { opacity: ".7" });
  d.path("M212 216Q244 206 248 168L268 162Q270 226 214 246Z", d.linear([middle, dark]));
  belly(d, 152, 252, 80, 112, tones.sage);
  d.ellipse(152, 142, 44, 13, dark);
  d.path("M108 140Q152 96 196 140Q152 158 108 140Z", d.radial([light, middle, dark]));
  d.circle(152, 112, 11, d.radial([light, dark]));
  d.path("M100 172Q90 206 104 230l8-3Q100 200 110 170Z", "#fff", { opacity: ".4" });
  leaf(d, 150, 206, 34, -160);
  leaf(d, 156, 206, 34, -20);
  leaf(d, 153, 202, 30, -90);
  shadow(d, 306, 266, 52);
  cup(d, 304, 262, 54, 66, {
    tone: tones.porcelain,
    liquid: "#c2762b",
    art: brew("#a5581b", "#dc9a4a"),
  });
}

export function apple_juice(d) {
  room(d, "drinks");
  shadow(d, 176, 264, 62, 17);
  // A bottle of half a litre, cloudy to the neck.
  d.path(
    "M150 62H202V92Q204 112 222 128Q234 140 234 158V250Q234 264 218 266Q176 272 134 266Q118 264 118 250V158Q118 140 130 128Q148 112 150 92Z",
    "#fff",
    { opacity: ".55" },
  );
  d.path(
    "M156 84H196V94Q198 116 216 132Q228 142 228 158V250Q228 258 216 260Q176 266 136 260Q124 258 124 250V158Q124 142 136 132Q154 116 156 94Z",
    d.round("#f6d680", "#e9b94a", "#bf8526"),
  );
  d.rect(144, 42, 64, 24, d.round("#8fbf6a", "#5f9444", "#3c662c"), { rx: 5 });
  d.path("M118 176Q176 190 234 176V238Q176 252 118 238Z", d.round("#fffdf8", "#f4eadd", "#d3bfa8"));
  d.at(176, 214, () => apple(d, 0, 0, 17));
  d.path("M132 150Q128 158 129 170l10 2V152Q140 142 150 132Q138 138 132 150Z", "#fff", {
    opacity: ".65",
  });
  apple(d, 300, 232, 36);
}
