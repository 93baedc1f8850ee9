// Breads: loaves as they come out of the oven, each with its own shape, crust and crumb.

import { flake, n } from "./drawing.mjs";
import { tones } from "./palette.mjs";
import { board, cloth, crumbs, room, seeds, shadow, specks } from "./scene.mjs";

/** A loaf baked free, from the side and a little above: a dome. Cuts are drawn within it. */
export function dome(d, x, y, rx, h, tone, cuts) {
  const [light, middle, dark] = tone;
  shadow(d, x, y, rx * 1.04, rx * 0.22);
  const crust = `M${n(x - rx)} ${n(y - h * 0.26)}C${n(x - rx * 0.98)} ${n(y - h * 0.86)} ${n(x - rx * 0.5)} ${n(y - h)} ${n(x)} ${n(y - h)}C${n(x + rx * 0.5)} ${n(y - h)} ${n(x + rx * 0.98)} ${n(y - h * 0.86)} ${n(x + rx)} ${n(y - h * 0.26)}Q${n(x + rx * 0.98)} ${n(y + h * 0.06)} ${n(x)} ${n(y + h * 0.06)}Q${n(x - rx * 0.98)} ${n(y + h * 0.06)} ${n(x - rx)} ${n(y - h * 0.26)}Z`;
  d.path(crust, d.radial([light, [middle, 1, 0.5], dark], [0.36, 0.2, 0.85]));
  d.within(crust, () => {
    cuts?.(d);
    d.ellipse(x + rx * 0.5, y + h * 0.12, rx * 0.9, h * 0.3, dark, { opacity: ".35" });
  });
}

/** A loaf baked in a tin: its side, its end, and a top that rose out of it. */
function tin_loaf(d, x, y, width, h, tone, { top, side } = {}) {
  const [light, middle, dark] = tone;
  const w = width / 2;
  shadow(d, x, y + 4, w * 1.05, 20);
  d.path(
    `M${n(x - w)} ${n(y - h * 0.62)}L${n(x - w + 10)} ${n(y)}Q${n(x)} ${n(y + 8)} ${n(x + w - 10)} ${n(y - 4)}L${n(x + w)} ${n(y - h * 0.66)}Z`,
    d.linear([middle, dark], [0, 0, 0.8, 1]),
  );
  side?.(d);
  const crust = `M${n(x - w - 4)} ${n(y - h * 0.56)}C${n(x - w - 14)} ${n(y - h)} ${n(x - w * 0.7)} ${n(y - h * 1.06)} ${n(x)} ${n(y - h * 1.08)}C${n(x + w * 0.7)} ${n(y - h * 1.1)} ${n(x + w + 14)} ${n(y - h)} ${n(x + w + 4)} ${n(y - h * 0.6)}Q${n(x)} ${n(y - h * 0.42)} ${n(x - w - 4)} ${n(y - h * 0.56)}Z`;
  d.path(crust, d.radial([light, middle, dark], [0.34, 0.1, 0.85]));
  d.within(crust, () => top?.(d));
}

/** A slice leaning or lying in front, its crumb towards the guest. */
function slice(
  d,
  x,
  y,
  width,
  h,
  [edge, crumb, pale],
  { turn = 0, holes = 10, square = false } = {},
) {
  const w = width / 2;
  const round = square
    ? `M${n(-w * 0.9)} 0Q${n(-w)} 0 ${n(-w)} ${n(-h * 0.1)}V${n(-h * 0.7)}C${n(-w * 1.14)} ${n(-h * 1.06)} ${n(-w * 0.4)} ${n(-h * 1.02)} 0 ${n(-h * 0.98)}C${n(w * 0.4)} ${n(-h * 1.02)} ${n(w * 1.14)} ${n(-h * 1.06)} ${n(w)} ${n(-h * 0.7)}V${n(-h * 0.1)}Q${n(w)} 0 ${n(w * 0.9)} 0Z`
    : `M${n(-w)} ${n(-h * 0.2)}C${n(-w)} ${n(-h * 0.8)} ${n(-w * 0.6)} ${n(-h)} 0 ${n(-h)}C${n(w * 0.6)} ${n(-h)} ${n(w)} ${n(-h * 0.8)} ${n(w)} ${n(-h * 0.2)}Q${n(w)} 0 ${n(w * 0.8)} 0H${n(-w * 0.8)}Q${n(-w)} 0 ${n(-w)} ${n(-h * 0.2)}Z`;
  d.at(
    x,
    y,
    () => {
      const stamp = d.stamp(round);
      stamp("#3a1c10", { opacity: ".28", transform: "translate(8 5)" });
      stamp(edge, { transform: "translate(4 1)" });
      stamp(edge);
      d.at(
        0,
        -h * 0.5,
        () => {
          d.at(0, h * 0.5, () => stamp(d.linear([pale, crumb])));
        },
        { scale: 0.9 },
      );
      specks(d, 0, -h * 0.48, w * 0.74, h * 0.36, holes, edge, 4, { opacity: ".35" });
      specks(d, 4, -h * 0.48, w * 0.7, h * 0.34, holes, pale, 3, { opacity: ".8" });
    },
    { turn },
  );
}

/** A cut that opened in the oven: pale inside, with a dark lip. */
export function cut(d, path, width, lip = "#6d3a16", inside = "#f0cf94") {
  d.line(path, lip, width + 4, { opacity: ".55", transform: "translate(1 3)" });
  d.line(path, inside, width);
}

export const flour = (d, path, width = 10, opacity = ".7") =>
  d.line(path, "#fff6e4", width, { opacity });

/** An ear of wheat beside a loaf. */
function ear(d, x, y, turn) {
  d.at(
    x,
    y,
    () => {
      d.line("M-52 0H30", "#b98a3c", 2.6);
      let grains = "";
      for (let i = 0; i < 6; i += 1) {
        grains += flake(i * 10 - 8, -5, 8, 3.6, -28) + flake(i * 10 - 8, 5, 8, 3.6, 28);
      }
      d.path(grains + flake(54, 0, 8, 3.6), d.linear(["#efcf82", "#c08b34"]), {
        stroke: "#a9762a",
        "stroke-width": 0.8,
      });
      d.line("M52 0L84-5M46-6L80-16M46 6L80 12M36-7L70-20M36 7L70 22", "#c9a04c", 1.4);
    },
    { turn },
  );
}

export function rye_sourdough(d) {
  room(d, "breads");
  board(d, 200, 240, 330, 80);
  dome(d, 196, 244, 138, 132, tones.rye, () => {
    // The rings of the basket it rose in, left in flour.
    for (let i = 1; i < 5; i += 1) {
      flour(
        d,
        `M${196 - 27 * i} ${168 + 8 * i}a${27 * i} ${14 * i + 6} 0 0 1 ${54 * i} 0`,
        6,
        ".6",
      );
    }
    d.line("M110 206l22-8 8 14 20-6M240 190l18 12 20-8M180 228l26-6", "#2f1a0f", 3, {
      opacity: ".6",
    });
  });
  crumbs(d, 330, 258, 24, 6, "#6f4325");
}

export function country_loaf(d) {
  room(d, "breads");
  cloth(d, 200, 244, 330, 84, "#4f8296");
  dome(d, 200, 248, 136, 150, tones.crust, () => {
    flour(d, "M90 190Q120 116 196 108", 22, ".35");
    cut(d, "M122 150Q196 112 286 160", 13);
    cut(d, "M140 192Q196 108 250 124", 13);
    cut(d, "M170 214Q240 176 300 186", 9);
    flour(d, "M130 146Q196 116 270 150", 3, ".8");
    flour(d, "M150 178Q196 116 244 124", 3, ".8");
  });
  ear(d, 84, 268, -8);
}

export function spelt_loaf(d) {
  room(d, "breads");
  board(d, 200, 240, 330, 78);
  tin_loaf(d, 204, 246, 226, 128, tones.golden, {
    top: () => {
      cut(d, "M104 148Q200 122 304 142", 14, "#9c5a20", "#fbe6b8");
      flour(d, "M116 136Q200 112 290 130", 5, ".6");
      specks(d, 200, 142, 100, 22, 40, "#fff2cf", 4.6);
      specks(d, 206, 144, 98, 22, 24, "#b8702a", 3.6);
    },
  });
  ear(d, 108, 272, -6);
}

export function wholegrain_loaf(d) {
  room(d, "breads");
  board(d, 200, 240, 334, 80, tones.dark_wood);
  tin_loaf(d, 232, 240, 190, 124, tones.rye, {
    top: () => {
      specks(d, 236, 138, 92, 30, 70, "#f3dba9", 4.8);
      specks(d, 238, 140, 90, 28, 36, "#c98a3c", 4);
    },
  });
  slice(d, 116, 256, 116, 112, ["#6f4325", "#b98a5c", "#cfa577"], { turn: -7, holes: 22 });
  crumbs(d, 186, 268, 26, 8, "#8d5b34");
}

const walnut = (d, x, y, turn) => {
  d.at(
    x,
    y,
    () => {
      d.path(
        "M-16 2Q-18-12-4-12Q0-16 6-12Q18-12 16 2Q18 12 4 12Q0 15-5 12Q-18 12-16 2Z",
        d.linear(["#dcae74", "#a06a38", "#6d4220"]),
      );
      d.line("M0-11Q3 0 0 11M-11-6Q-4-4-6 2T-10 7M10-7Q5-3 8 2T9 8", "#6d4220", 2, {
        opacity: ".7",
      });
    },
    { turn },
  );
};

export function walnut_loaf(d) {
  room(d, "breads");
  cloth(d, 200, 244, 336, 84, "#cf7350");
  dome(d, 232, 240, 112, 112, tones.dark_crust, () => {
    cut(d, "M180 148Q196 176 176 214", 9);
    cut(d, "M224 134Q242 170 226 222", 9);
    cut(d, "M270 144Q290 172 278 216", 9);
    flour(d, "M150 180Q170 140 214 130", 14, ".3");
  });
  slice(d, 120, 258, 118, 90, ["#874a22", "#e2c08c", "#f0d9ae"], { turn: -5, holes: 12 });
  walnut(d, 104, 214, 20);
  walnut(d, 140, 226, -40);
  walnut(d, 112, 240, 80);
  walnut(d, 330, 262, 0);
  walnut(d, 306, 272, 50);
}

export function farmhouse_loaf(d) {
  room(d, "breads");
  board(d, 200, 246, 360, 84);
  dome(d, 200, 252, 160, 168, tones.dark_crust, () => {
    flour(d, "M70 190Q120 96 200 92T330 180", 30, ".22");
    // A leaf scored with a blade.
    cut(d, "M200 100V236", 7, "#552b13");
    for (const [y, reach] of [
      [128, 52],
      [152, 76],
      [178, 88],
      [204, 84],
    ]) {
      cut(d, `M194 ${y + 14}Q${200 - reach * 0.5} ${y + 6} ${200 - reach} ${y - 16}`, 6, "#552b13");
      cut(d, `M206 ${y + 14}Q${200 + reach * 0.5} ${y + 6} ${200 + reach} ${y - 16}`, 6, "#552b13");
    }
  });
}

export function baguette(d) {
  room(d, "breads");
  cloth(d, 200, 236, 350, 100, "#4f8296");
  shadow(d, 214, 226, 150, 26, 0.5);
  stick(d, 214, 190, -14);
  stick(d, 186, 220, -10);
  crumbs(d, 320, 262, 26, 7);
}

function stick(d, x, y, turn) {
  const [light, middle, dark] = tones.crust;
  d.at(
    x,
    y,
    () => {
      const crust =
        "M-172 4C-168-22-120-32 0-32C120-32 168-22 172 4C166 24 120 30 0 30C-120 30-166 24-172 4Z";
      d.path(crust, d.linear([light, middle, dark], [0.3, 0, 0.5, 1]));
      d.within(crust, () => {
        for (let i = 0; i < 5; i += 1) {
          const left = -140 + i * 58;
          d.path(
            `M${left} 6Q${left + 16}-26 ${left + 56}-26Q${left + 42}-2 ${left} 6Z`,
            "#8f4f1d",
            { transform: "translate(2 5)", opacity: ".6" },
          );
          d.path(
            `M${left} 6Q${left + 16}-26 ${left + 56}-26Q${left + 42}-2 ${left} 6Z`,
            d.linear(["#fff0cb", "#ecc27c"]),
          );
        }
      });
    },
    { turn },
  );
}

export function toast_bread(d) {
  room(d, "breads");
  board(d, 200, 240, 336, 80);
  const white = ["#cf8436", "#fbe9c4", "#fff8e6"];
  tin_loaf(d, 250, 238, 170, 122, tones.golden, {});
  slice(d, 170, 248, 118, 128, white, { turn: -2, holes: 4, square: true });
  slice(d, 142, 254, 118, 126, white, { turn: -9, holes: 4, square: true });
  // Butter.
  shadow(d, 318, 266, 34, 8);
  d.path("M288 252L300 242H348L340 252V266H288Z", "#e3b94a");
  d.path("M288 252H340V266H288Z", d.linear(["#fdea9c", "#f3cf62"]));
  d.path("M288 252L300 242H348L340 252Z", "#fff3bd");
}

export function gluten_free_loaf(d) {
  room(d, "breads");
  cloth(d, 200, 244, 340, 88, "#8fa98a");
  const [light, middle, dark] = tones.wood;
  shadow(d, 214, 250, 126, 20);
  // A brick of seeds, with its end cut.
  d.path("M126 150L276 136L322 158V222L164 250Z", dark);
  d.path("M164 172L322 158V222L164 250Z", d.linear([middle, dark]));
  d.path("M116 158Q118 144 140 146L270 132Q320 132 324 158L164 176Z", d.linear([light, middle]));
  d.path(
    "M114 160Q114 146 134 152L160 168Q168 174 168 184V242Q166 254 154 248L122 228Q114 222 114 212Z",
    d.linear(["#f0d9ae", "#d5b07a"]),
  );
  seeds(d, 222, 154, 88, 12, 18, "#7f9a58");
  seeds(d, 226, 152, 84, 12, 18, "#fdf0d2");
  seeds(d, 220, 156, 84, 12, 14, "#4a2f1c");
  seeds(d, 244, 202, 66, 26, 14, "#7f9a58");
  seeds(d, 240, 204, 68, 26, 15, "#fdf0d2");
  seeds(d, 141, 204, 18, 34, 9, "#4a2f1c");
  seeds(d, 140, 202, 18, 34, 7, "#7f9a58");
  slice(d, 82, 266, 72, 86, ["#8d5b34", "#d5b07a", "#ecd3a6"], {
    turn: -6,
    holes: 14,
    square: true,
  });
  crumbs(d, 330, 264, 22, 6, "#7f9a58");
}
