// Cold drinks.

import { bean } from "./coffee.mjs";
import { room, shadow } from "./scene.mjs";
import { citrus, leaf } from "./tea.mjs";
import { bubbles, glass, ice, straw } from "./vessels.mjs";

const LIME = ["#6f9c4c", "#c7dd8a", "#eef5d2"];
const ORANGE = ["#e8862e", "#f7a94b", "#fde0b0"];

export function cold_brew(d) {
  room(d, "cold");
  glass(d, 196, 262, 74, 150, {
    layers: [
      ["#2d160c", 0.5],
      ["#4a2412", 0.5],
    ],
    foot: 0.82,
    full: 0.74,
    inside: (_, level) => {
      ice(d, 172, level + 20, 54, -12);
      ice(d, 224, level + 34, 48, 16);
    },
  });
  d.at(196, 150, () => {
    ice(d, -20, 0, 46, 10);
    ice(d, 30, 4, 38, -18);
  });
  bean(d, 314, 262, 20);
  bean(d, 336, 250, -30);
  bean(d, 322, 240, 70);
}

export function iced_latte(d) {
  room(d, "cold");
  straw(d, 204, 200, 160, 9, "#8fa98a");
  glass(d, 196, 264, 62, 190, {
    layers: [
      ["#f9ecd4", 0.34],
      ["#d9b183", 0.28],
      ["#7a431c", 0.38],
    ],
    soft: 0.1,
    foot: 0.74,
    full: 0.84,
    inside: (_, level) => {
      d.path(
        `M146 ${level + 40}Q176 ${level + 96} 168 264V${level + 90}Q190 ${level + 60} 196 ${level + 128}Q214 ${level + 70} 250 ${level + 60}V${level}H146Z`,
        "#8a4f22",
        { opacity: ".45" },
      );
      ice(d, 172, level + 22, 40, -14);
      ice(d, 218, level + 18, 38, 20);
      ice(d, 196, level + 58, 36, 6);
    },
  });
  d.at(194, 100, () => {
    ice(d, -18, 2, 32, 14);
    ice(d, 22, 0, 28, -20);
  });
}

export function espresso_tonic(d) {
  room(d, "cold");
  glass(d, 196, 264, 64, 184, {
    layers: [
      ["#fdf3dc", 0.3],
      ["#f3d39c", 0.26],
      ["#a9683a", 0.14],
      ["#3a1c0e", 0.3],
    ],
    soft: 0.05,
    foot: 0.8,
    full: 0.84,
    inside: (_, level) => {
      ice(d, 174, level + 88, 40, -10);
      ice(d, 220, level + 104, 36, 22);
      bubbles(d, 196, 258, 42, 84, 16);
    },
  });
  d.at(196, 108, () => {
    ice(d, -22, 2, 30, 12);
  });
  d.at(250, 92, () => citrus(d, 0, 0, 34, 0.96, ORANGE), { turn: 14 });
  bean(d, 310, 262, 20);
  bean(d, 330, 250, -30);
}

function peach(d, x, y, r) {
  d.circle(x, y, r, d.radial(["#fbd08a", "#f2a05c", "#cf5f43"], [0.35, 0.3, 0.8]));
  d.line(
    `M${x - r * 0.1} ${y - r}Q${x + r * 0.5} ${y - r * 0.2} ${x + r * 0.1} ${y + r * 0.7}`,
    "#b9503a",
    2.4,
    { opacity: ".5" },
  );
  leaf(d, x, y - r + 2, r * 0.9, -24);
}

export function iced_tea(d) {
  room(d, "cold");
  straw(d, 208, 200, 158, 12, "#cf7350");
  glass(d, 190, 264, 70, 176, {
    layers: [
      ["#c2662b", 0.5],
      ["#dd8f45", 0.5],
    ],
    soft: 0.14,
    foot: 0.84,
    full: 0.84,
    inside: (_, level) => {
      ice(d, 162, level + 26, 40, -14);
      ice(d, 216, level + 30, 38, 18);
      for (const [x, y, turn] of [
        [170, 206, -20],
        [206, 226, 30],
        [214, 178, -60],
      ]) {
        d.at(
          x,
          y,
          () => {
            d.path("M-26-6Q0 22 26-6Q0 6-26-6Z", "#f9bd6d");
            d.line("M-26-6Q0 22 26-6", "#d9603f", 4);
          },
          { turn },
        );
      }
      leaf(d, 150, 224, 30, -50);
    },
  });
  shadow(d, 310, 266, 34, 10);
  peach(d, 308, 238, 30);
}

export function lemonade(d) {
  room(d, "cold");
  straw(d, 206, 200, 160, 10, "#e0ad45");
  glass(d, 190, 264, 66, 182, {
    layers: [
      ["#f7e7a0", 0.5],
      ["#fbf3c8", 0.5],
    ],
    soft: 0.14,
    foot: 0.8,
    full: 0.84,
    inside: (_, level) => {
      ice(d, 164, level + 28, 38, -14);
      ice(d, 214, level + 60, 36, 20);
      d.group({ opacity: ".92" }, () => {
        citrus(d, 176, 214, 28, 0.92);
        citrus(d, 216, 186, 22, 0.9);
      });
      bubbles(d, 190, 258, 44, 110, 8);
    },
  });
  leaf(d, 180, 108, 40, -140);
  leaf(d, 182, 108, 38, -80);
  // A root of ginger.
  shadow(d, 312, 264, 48, 12);
  d.path(
    "M268 252Q264 236 282 236Q286 218 304 224Q312 232 326 228Q340 214 352 226Q356 240 342 246Q352 260 338 264Q322 266 314 258Q296 270 284 262Q270 264 268 252Z",
    d.linear(["#f0d3a0", "#cfa062", "#96693a"]),
  );
  d.line("M284 240q6 8 2 18M316 232q6 10 0 22", "#96693a", 2, {
    opacity: ".6",
  });
  d.ellipse(343, 229, 9, 6, "#f7e08e");
}

export function orange_juice(d) {
  room(d, "cold");
  glass(d, 170, 262, 68, 158, {
    layers: [
      ["#f28c28", 0.5],
      ["#f9aa3c", 0.5],
    ],
    soft: 0.14,
    foot: 0.8,
    full: 0.86,
  });
  for (const [x, y] of [
    [150, 136],
    [184, 131],
    [200, 138],
    [166, 131],
  ]) {
    d.circle(x, y, 3.4, "#fde0b0", { opacity: ".85" });
  }
  shadow(d, 304, 264, 56, 15);
  d.circle(318, 222, 36, d.radial(["#fbc46a", "#f0932f", "#c2601c"], [0.35, 0.3, 0.8]));
  d.circle(326, 196, 3, "#7a5a20");
  citrus(d, 272, 244, 32, 0.94, ORANGE, 8);
}

export function sparkling_water(d) {
  room(d, "cold");
  shadow(d, 152, 262, 48, 14);
  d.path(
    "M138 44H166V84Q168 102 184 118Q194 130 194 148V250Q194 262 180 264Q152 270 124 264Q110 262 110 250V148Q110 130 120 118Q136 102 138 84Z",
    d.round("#7fb59d", ["#4f9279", 1, 0.4], "#2a5d4a"),
    { opacity: ".92" },
  );
  d.rect(135, 36, 34, 17, d.round("#f4f3f1", "#c4c3c4", "#86868b"), { rx: 4 });
  d.path("M110 164Q152 178 194 164V226Q152 240 110 226Z", d.round("#fffdf8", "#f4eadd", "#d3bfa8"));
  d.path("M152 180C140 198 138 206 144 213Q152 220 160 213C166 206 164 198 152 180Z", "#4f8296");
  d.path("M120 134Q118 146 118 160l8 2V130Q128 122 134 114Q124 122 120 134Z", "#fff", {
    opacity: ".5",
  });
  glass(d, 276, 264, 50, 122, {
    layers: [
      ["#dff0f1", 0.5],
      ["#f0f8f8", 0.5],
    ],
    foot: 0.8,
    full: 0.8,
    inside: (_, level) => {
      citrus(d, 290, level + 34, 26, 0.92, LIME);
      bubbles(d, 276, 258, 34, 84, 22);
    },
  });
}
