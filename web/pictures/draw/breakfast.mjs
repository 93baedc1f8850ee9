// Breakfast: what is served on plates and in bowls.

import { n } from "./drawing.mjs";
import { tones } from "./palette.mjs";
import { board, crumbs, plate, room, seeds, shadow, specks, steam } from "./scene.mjs";
import { cinnamon, citrus, leaf } from "./tea.mjs";
import { cup } from "./vessels.mjs";

/** A slice of toast lying flat, about its middle. */
function toast(d, x, y, width, { turn = 0, tone = tones.golden } = {}) {
  const [light, middle, dark] = tone;
  const w = width / 2;
  const h = w * 0.52;
  const slice = `M${n(-w * 0.86)} ${n(h)}Q${n(-w)} ${n(h)} ${n(-w * 0.96)} ${n(h * 0.5)}L${n(-w * 0.84)} ${n(-h * 0.4)}C${n(-w * 1.02)} ${n(-h * 1.1)} ${n(-w * 0.3)} ${n(-h * 1.3)} 0 ${n(-h)}C${n(w * 0.3)} ${n(-h * 1.3)} ${n(w * 1.02)} ${n(-h * 1.1)} ${n(w * 0.84)} ${n(-h * 0.4)}L${n(w * 0.96)} ${n(h * 0.5)}Q${n(w)} ${n(h)} ${n(w * 0.86)} ${n(h)}Z`;
  d.at(
    x,
    y,
    () => {
      const stamp = d.stamp(slice);
      stamp("#3a1c10", { opacity: ".25", transform: "translate(6 14)" });
      stamp(dark, { transform: "translate(0 9)" });
      stamp(d.linear([middle, dark]));
      stamp(d.linear(["#fbe8bd", light, middle]), { transform: "scale(.9 .88)" });
    },
    { turn },
  );
}

function fried_egg(d, x, y, size = 1, turn = 0) {
  d.at(
    x,
    y,
    () => {
      const white = d.stamp(
        "M-52 2C-58-18-34-16-22-26C-6-34 14-30 26-22C46-24 60-8 50 6C54 22 30 24 14 22C-4 30-24 26-34 18C-46 20-52 12-52 2Z",
      );
      white("#d9b98c", { transform: "translate(2 5)", opacity: ".7" });
      white(d.linear(["#fff", "#fffaf0", "#eedfc8"]));
      d.ellipse(0, 2, 22, 14, "#c9791a", { opacity: ".45" });
      d.path(
        "M-22-1C-22-18 22-18 22-1C22 12-22 12-22-1Z",
        d.radial(["#ffd968", "#f7b32b", "#dd8a17"], [0.35, 0.2, 0.8]),
      );
      d.ellipse(-8, -8, 6, 2.8, "#fff", { opacity: ".8", transform: "rotate(-14 -8 -8)" });
    },
    { turn, scale: size },
  );
}

export function eggs_on_toast(d) {
  room(d, "breakfast");
  plate(d, 200, 206, 160, tones.porcelain, 0.44);
  toast(d, 162, 190, 146, { turn: -8 });
  toast(d, 238, 204, 146, { turn: 8 });
  fried_egg(d, 160, 178, 1, -8);
  fried_egg(d, 240, 192, 1, 6);
  specks(d, 200, 186, 84, 22, 30, "#4a4443", 2.2, { opacity: ".7" });
  leaf(d, 196, 236, 34, -24);
  leaf(d, 202, 240, 36, 4);
  leaf(d, 198, 238, 30, -62);
}

export function avocado_toast(d) {
  room(d, "breakfast");
  plate(d, 200, 208, 160, tones.ocean, 0.44);
  toast(d, 196, 202, 204, { turn: -4, tone: tones.crust });
  // Slices in a fan, each over the one before.
  for (let i = 0; i < 8; i += 1) {
    d.at(
      126 + i * 20,
      202 - i * 1.6,
      () => {
        const flesh = d.linear(["#dfe59a", "#a9c75c", "#7fa63f"]);
        d.stamp("M0 34C-16 18-14-30 6-42C26-30 24 20 12 34Q6 38 0 34Z")(flesh, {
          stroke: "#3f6a2c",
          "stroke-width": 3,
        });
      },
      { turn: 14 },
    );
  }
  specks(d, 198, 196, 80, 26, 26, "#fdf0d2", 3.6);
  specks(d, 194, 198, 74, 24, 15, "#c8392b", 4.2);
  citrus(d, 318, 214, 28, 0.66, ["#6f9c4c", "#b8d67c", "#e9f3cb"], -12);
  leaf(d, 92, 236, 30, -40);
  leaf(d, 94, 238, 30, 8);
}

/** A bowl seen a little from above; `fill` paints in a circle of radius 100. */
function bowl(d, tone, base, fill) {
  shadow(d, 200, 262, 100, 28);
  cup(d, 196, 258, 124, 104, {
    shape: "bowl",
    handle: false,
    tone,
    inner: tone[1],
    liquid: base,
    art: () => fill(d),
  });
}

export const blueberry = (d, x, y, r = 9) => {
  d.circle(x, y, r, d.radial(["#8aa0cf", "#4a5a94", "#2b345f"]));
  d.circle(x - r * 0.1, y - r * 0.3, r * 0.3, "#2b345f", { opacity: ".7" });
};

export const raspberry = (d, x, y, r = 11) => {
  d.circle(x, y, r, d.radial(["#ec7f86", "#cf3f55", "#8f2036"]));
  let dots = "";
  for (const [dx, dy] of [
    [-4, -4],
    [3, -5],
    [-1, 1],
    [6, 1],
    [-6, 3],
    [2, 6],
  ]) {
    dots += `M${n(x + dx)} ${n(y + dy)}h.1`;
  }
  d.line(dots, "#f3a3a6", 3, { opacity: ".7" });
};

export function granola(d) {
  room(d, "breakfast");
  bowl(d, tones.ocean, "#fffaf0", () => {
    d.circle(0, 0, 100, d.radial(["#fffefa", "#f4e6cf"], [0.4, 0.4, 0.6]));
  });
  const oats = ["#a9682a", "#e0ad5c", "#c98a3c", "#f0cd8a"];
  for (const [i, oat] of oats.entries()) {
    seeds(d, 236 + i * 3, 160 - i * 2, 66 - i * 5, 25 - i * 2, 11, oat, { length: 8, width: 9 });
  }
  for (const [x, y] of [
    [122, 152],
    [142, 140],
    [138, 164],
    [164, 150],
    [152, 174],
  ]) {
    blueberry(d, x, y);
  }
  for (const [x, y] of [
    [168, 172],
    [114, 168],
    [172, 134],
  ]) {
    raspberry(d, x, y);
  }
  leaf(d, 148, 152, 30, -50);
  leaf(d, 150, 154, 28, -8);
}

export function porridge(d) {
  room(d, "breakfast");
  steam(d, 196, 112);
  bowl(d, tones.terracotta, "#f0dcb6", () => {
    d.circle(0, 0, 100, d.radial(["#fbf0d6", "#ead2a4"], [0.4, 0.4, 0.6]));
    specks(d, 0, 0, 88, 88, 38, "#fff8e6", 9, { opacity: ".8" });
    d.line("M-20 46Q20 60 50 30T30-20T64-44", "#c9791a", 7, { opacity: ".75" });
  });
  for (let i = 0; i < 5; i += 1) {
    const x = 122 + i * 21;
    const y = 174 - i * 9 + (i > 2 ? 2 : 0);
    d.ellipse(x, y + 3, 17, 10, "#c9a86a");
    d.ellipse(x, y, 17, 10, d.linear(["#fffbe6", "#f5e3ae"]));
    d.line(`M${x - 4} ${y}h.1M${x + 4} ${y - 1}h.1M${x} ${y + 2}h.1`, "#a9843c", 2.4);
  }
  specks(d, 236, 174, 46, 14, 30, "#8d5b34", 2.6, { opacity: ".8" });
  cinnamon(d, 306, 268, 64, -10);
}

export function salmon_bagel(d) {
  room(d, "breakfast");
  board(d, 200, 240, 320, 76);
  const [light, middle, dark] = tones.crust;
  shadow(d, 200, 248, 112, 24);
  d.path("M86 212Q86 250 200 252Q314 250 314 212Z", d.linear([middle, dark], [0, 0, 1, 0.6]));
  d.path("M88 214Q88 232 200 236Q312 232 312 214V204H88Z", tones.crumb[1]);
  // Cream cheese, salmon in folds, dill.
  d.path(
    "M82 204Q84 222 104 216Q120 230 140 220Q160 234 184 222Q206 236 228 222Q250 232 268 220Q290 230 302 216Q318 220 318 202Q260 180 200 182Q120 182 82 204Z",
    d.linear(["#fffefa", "#f3e7d2"]),
  );
  const fold = d.linear(["#ffb48f", "#f08a63", "#cf6243"]);
  d.path(
    "M88 198Q96 178 120 186Q136 206 158 192Q178 208 202 194Q224 210 246 194Q264 206 284 190Q306 182 314 198Q300 214 282 204Q264 218 244 206Q222 220 202 206Q178 220 158 206Q134 216 116 202Q98 210 88 198Z",
    fold,
  );
  d.line(
    "M112 194Q136 208 156 200M170 202Q190 208 206 200M224 204Q240 208 254 200M268 202Q284 204 298 196",
    "#ffd3bb",
    2.4,
    { opacity: ".8" },
  );
  d.path(
    "M82 186C78 116 136 92 200 92C264 92 322 116 318 186Q300 204 200 204Q100 204 82 186Z",
    d.radial([light, middle, dark], [0.36, 0.18, 0.85]),
  );
  d.ellipse(200, 124, 30, 10, dark);
  d.ellipse(200, 128, 24, 7, "#6d3a16");
  specks(d, 196, 140, 92, 34, 46, "#fdf0d2", 4.4);
  specks(d, 204, 142, 88, 32, 20, "#3a2a20", 3.6);
  d.line(
    "M314 216q14 8 30 2M322 220q4 8 14 12M330 220q8-8 18-8M86 214q-10 10-22 8M78 220q-2 8-10 12",
    "#6f9c4c",
    3,
  );
}

export function grilled_cheese(d) {
  room(d, "breakfast");
  board(d, 200, 238, 330, 80);
  steam(d, 190, 92, { many: 2, high: 44 });
  half(d, 236, 238, 0.94);
  half(d, 176, 246, 1);
  crumbs(d, 326, 256, 26, 6);
}

/** Half a toasted sandwich, its cut towards the guest. */
function half(d, x, y, scale) {
  const [light, middle, dark] = tones.golden;
  d.at(
    x,
    y,
    () => {
      shadow(d, 0, 0, 108, 20);
      d.path(
        "M-112-30L-8-136Q0-144 10-136L116-34Q122-26 112-24H-106Q-118-24-112-30Z",
        d.linear([light, middle, "#9c5a20"]),
      );
      d.line("M-66-44L0-110M-30-40L30-100M8-38L52-84M46-38L76-66", "#8f4f1d", 7, {
        opacity: ".45",
      });
      d.path("M-112-26H112Q118-26 117-18L116-16H-116L-117-18Q-118-26-112-26Z", tones.crumb[0]);
      d.path(
        "M-116-16H116V-4Q110-2 104-6Q96 12 88-4H30Q22 20 12-4H-54Q-62 10-70-4H-116Z",
        d.linear(["#ffd25e", "#f2a51f"], [0, 0, 0, 1]),
      );
      d.path(
        "M-114-4H-70Q-62 10-54-4H12Q22 20 30-4H88Q96 12 104-6L114-4Q116 8 106 8H-106Q-116 8-114-4Z",
        d.linear([tones.crumb[1], dark], [0, 0, 0, 1]),
      );
      d.path("M-54-4Q-62 12-70-4ZM12-4H30Q22 22 12-4ZM88-4H104Q96 14 88-4Z", "#f7b32b");
    },
    { scale },
  );
}
