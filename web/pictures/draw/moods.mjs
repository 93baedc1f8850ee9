// For pages that have nothing to show: drawn on a disc, so that they sit on light and dark alike.

import { bean } from "./coffee.mjs";
import { Drawing } from "./drawing.mjs";
import { tones } from "./palette.mjs";
import { shadow } from "./scene.mjs";
import { leaf } from "./tea.mjs";
import { cup } from "./vessels.mjs";

function disc(d, [light, dark]) {
  d.circle(200, 150, 140, d.linear([light, dark]));
  d.path("M96 56L150 19Q176 10 204 10L86 230Q60 196 60 150Q62 96 96 56Z", "#fff", {
    opacity: ".22",
  });
}

/** A paper bag that waits to be filled. */
function empty_cart() {
  const d = new Drawing("empty-cart");
  disc(d, ["#f8ead6", "#ecd0b0"]);
  shadow(d, 204, 250, 92, 22);
  d.path(
    "M120 100L136 86L152 100L168 86L184 100L200 86L216 100L232 86L248 100L264 86L280 100L288 252H112Z",
    d.round("#e2b583", ["#cf9c66", 1, 0.6], "#a8743f"),
  );
  d.path("M280 100L288 252H256L252 104L264 86Z", "#7a4c22", { opacity: ".22" });
  d.path(
    "M120 100L136 86L152 100L168 86L184 100L200 86L216 100L232 86L248 100L252 104L250 118H119Z",
    "#8d5b34",
    { opacity: ".35" },
  );
  // The cup on it is an outline: nothing is in it yet.
  d.line(
    "M164 158H216V186Q216 208 190 208Q164 208 164 186ZM216 164H224Q238 164 238 178Q238 192 222 192H216",
    "#7a4c22",
    6,
    { opacity: ".75", "stroke-dasharray": "1 10.5" },
  );
  d.line("M182 144q-6-8 0-16M200 144q-6-8 0-16", "#7a4c22", 5, { opacity: ".6" });
  bean(d, 318, 256, 20, 1.2);
  leaf(d, 66, 250, 44, -30);
  leaf(d, 70, 254, 40, 8);
  return d;
}

/** A cup on a line that is not plugged in. */
function offline() {
  const d = new Drawing("offline");
  disc(d, ["#e2ebe9", "#b9cfd0"]);
  shadow(d, 176, 246, 78, 20);
  cup(d, 172, 240, 74, 88, {
    tone: tones.ocean,
    inner: "#e6eff0",
    handle: false,
    liquid: "#2d160c",
  });
  // Steam that drifts away as a cloud.
  d.path(
    "M128 116Q104 116 104 96Q104 78 124 76Q130 52 158 54Q178 36 202 52Q228 50 232 74Q252 78 250 98Q248 116 226 116Z",
    "#fff",
    { opacity: ".92" },
  );
  d.path("M128 116Q104 116 104 96Q112 108 132 106H226Q244 104 250 92Q250 116 226 116Z", "#b7cacc", {
    opacity: ".7",
  });
  const cable = "M244 176C290 170 276 216 254 226S262 262 296 252";
  d.line(cable, "#223e4b", 9);
  d.line(cable, "#4f8296", 3, { transform: "translate(-1 -1)" });
  d.at(
    304,
    250,
    () => {
      d.path("M-8-16H12Q22-16 22-6V6Q22 16 12 16H-8Z", d.linear(tones.charcoal));
      d.line("M24-7H38M24 7H38", tones.steel[1], 6);
    },
    { turn: -14 },
  );
  d.path(
    "M330 204a12 12 0 0 1 12-12h26a12 12 0 0 1 12 12v26a12 12 0 0 1-12 12h-26a12 12 0 0 1-12-12Z",
    d.linear(["#fffdf8", "#e4d6c2"]),
  );
  d.circle(355, 217, 15, "#d3bfa8");
  d.circle(350, 217, 2.6, "#3a2a20");
  d.circle(360, 217, 2.6, "#3a2a20");
  return d;
}

export function* moods() {
  yield empty_cart();
  yield offline();
}
