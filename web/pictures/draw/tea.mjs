// Tea and chocolate.

import { chocolate } from "./coffee.mjs";
import { n } from "./drawing.mjs";
import { tones } from "./palette.mjs";
import { room, saucer, shadow, specks, steam } from "./scene.mjs";
import { belly, cup, glass, rosetta } from "./vessels.mjs";

export const brew = (edge, middle) => (d) => {
  d.circle(0, 0, 100, d.radial([middle, edge], [0.5, 0.5, 0.55]));
  d.path("M-66-26Q-20-68 44-50Q0-36-40 0Z", "#fff", { opacity: ".28" });
};

export function leaf(d, x, y, length, turn, tone = tones.leaf) {
  const [light, middle, dark] = tone;
  d.at(
    x,
    y,
    () => {
      const w = length * 0.3;
      d.path(
        `M0 0Q${n(length * 0.4)} ${n(-w * 1.9)} ${n(length)} 0Q${n(length * 0.4)} ${n(w * 1.8)} 0 0Z`,
        d.linear([light, middle, dark], [0, 0, 0.4, 1]),
      );
      d.path(`M2 0H${n(length * 0.86)}`, undefined, { stroke: light });
    },
    { turn },
  );
}

export function citrus(
  d,
  x,
  y,
  r,
  squeeze = 1,
  [peel, flesh, pale] = ["#e8b93a", "#f7dc6f", "#fdf3c4"],
  turn = 0,
) {
  d.at(
    x,
    y,
    () => {
      d.circle(0, 0, r, peel);
      d.circle(0, 0, r * 0.88, pale);
      let segments = "";
      for (let i = 0; i < 8; i += 1) {
        const [a, b] = [i * 45 + 5, i * 45 + 40].map((degrees) => (degrees * Math.PI) / 180);
        const out = r * 0.78;
        const point = (angle, far) => `${n(Math.cos(angle) * far)} ${n(Math.sin(angle) * far)}`;
        segments += `M${point((a + b) / 2, r * 0.12)}L${point(a, out)}A${n(out)} ${n(out)} 0 0 1 ${point(b, out)}Z`;
      }
      d.path(segments, flesh);
    },
    { turn, scale: 1, squeeze },
  );
}

export function english_breakfast(d) {
  room(d, "tea");
  steam(d, 176, 116);
  saucer(d, 180, 244, 118, tones.porcelain);
  cup(d, 176, 242, 82, 92, {
    liquid: "#a5481b",
    art: brew("#8a3411", "#c2662b"),
  });
  d.line("M100 180Q180 214 252 180", "#b3695f", 4, { opacity: ".7" });
  d.line("M112 196Q180 226 240 196", "#b3695f", 2, { opacity: ".6" });
  // The string of the bag hangs over the rim.
  d.line("M142 164Q128 176 130 212", "#fff", 2.4);
  d.path("M118 210h24v26h-24Z", "#8fa98a");
  d.path("M124 218q6-9 12 0q-6 10-12 0Z", "#fffdf8");
  shadow(d, 330, 258, 34, 12);
  d.line("M356 214c20-2 20 28 0 30", tones.porcelain[2], 7);
  belly(d, 328, 258, 32, 62, tones.porcelain);
  d.path("M310 200L296 190Q304 208 312 208Z", tones.porcelain[1]);
  d.ellipse(328, 197, 17, 6, "#fffefa");
}

export function earl_grey(d) {
  room(d, "tea");
  steam(d, 196, 100);
  d.ellipse(200, 252, 122, 38, "#fff", { opacity: ".5" });
  d.ellipse(200, 248, 122, 38, "#fff", { opacity: ".45" });
  const grip = "M262 150c48-6 46 62-12 60";
  d.line(grip, "#fff", 8, { opacity: ".75" });
  shadow(d, 200, 248, 60, 16, 0.3);
  d.path("M118 132C118 196 150 246 172 248Q200 256 228 248C250 246 282 196 282 132Z", "#fff", {
    opacity: ".4",
  });
  d.path(
    "M126 148C130 200 156 238 174 241Q200 247 226 241C244 238 270 200 274 148Z",
    d.round("#eaa54c", "#d27f2b", "#9c4f17"),
  );
  d.ellipse(200, 148, 74, 24, d.linear(["#efb45e", "#c46f24"]));
  d.at(214, 150, () => citrus(d, 0, 0, 34, 0.42, ["#b8b43a", "#e5dc7c", "#f6f3cf"]));
  for (const [x, y] of [
    [158, 146],
    [168, 155],
    [150, 153],
  ]) {
    d.path(`M${x} ${y}l8-4 2 5 6 1-5 4 1 5-7-3-6 3Z`, "#5a72b5");
  }
  d.ellipse(200, 132, 82, 27, "none", {
    stroke: "#fff",
    "stroke-width": 3,
    opacity: ".85",
  });
  d.path("M134 162q6 40 28 64l10 2q-24-30-28-68Z", "#fff", { opacity: ".5" });
  citrus(d, 70, 262, 30, 0.5, ["#b8b43a", "#e5dc7c", "#f6f3cf"]);
}

export function green_tea(d) {
  room(d, "tea");
  // A side-handled pot, and a cup without a handle.
  const [light, middle, dark] = tones.charcoal;
  shadow(d, 138, 252, 84, 22);
  d.line("M196 204L246 182", dark, 17);
  d.line("M198 201L244 180", light, 5, { opacity: ".6" });
  d.path("M82 196Q52 184 46 158l15-3Q70 176 98 180Z", middle);
  belly(d, 136, 250, 70, 88, tones.charcoal);
  d.ellipse(136, 164, 42, 12, dark);
  d.path("M98 162Q136 128 174 162Q136 178 98 162Z", d.radial([light, middle, dark]));
  d.circle(136, 142, 9, d.radial([light, dark]));
  steam(d, 292, 150, { many: 2 });
  shadow(d, 292, 264, 48);
  cup(d, 290, 260, 50, 76, {
    shape: "mug",
    handle: false,
    tone: tones.sage,
    inner: "#f4f2df",
    liquid: "#c3c96b",
    art: brew("#a4ad4a", "#d8dc8c"),
  });
  leaf(d, 204, 276, 34, -12);
  leaf(d, 208, 282, 30, 20);
}

export function peppermint_tea(d) {
  room(d, "tea");
  steam(d, 196, 62, { many: 2, high: 44 });
  const grip = "M252 128c44-6 46 72-8 76";
  d.line(grip, "#fff", 9, { opacity: ".65" });
  glass(d, 196, 258, 64, 178, {
    layers: [
      ["#c9d38a", 0.5],
      ["#dbe2a6", 0.5],
    ],
    foot: 0.76,
    full: 0.84,
    inside: () => {
      d.line("M196 244Q186 180 204 118M204 210Q224 190 226 160", "#5c8a3f", 4);
      for (const [x, y, length, turn] of [
        [194, 222, 44, -150],
        [196, 216, 42, -32],
        [190, 184, 46, -160],
        [198, 182, 44, -24],
        [196, 150, 42, -150],
        [202, 148, 40, -30],
        [190, 236, 36, -20],
      ]) {
        leaf(d, x, y, length, turn);
      }
    },
  });
  leaf(d, 202, 112, 42, -118);
  leaf(d, 204, 112, 46, -58);
  leaf(d, 200, 114, 34, -170);
  leaf(d, 206, 114, 36, -8);
  leaf(d, 300, 264, 44, -14);
  leaf(d, 312, 272, 36, 24);
}

export function star_anise(d, x, y, r) {
  for (let i = 0; i < 8; i += 1) {
    d.at(
      x,
      y,
      () =>
        d.path(
          `M0 0Q${n(r * 0.5)} ${n(-r * 0.34)} ${n(r)} 0Q${n(r * 0.5)} ${n(r * 0.3)} 0 0Z`,
          i % 2 ? "#6f4325" : "#8d5b34",
        ),
      { turn: i * 45 },
    );
  }
  d.circle(x, y, r * 0.16, "#d9a672");
}

export function cinnamon(d, x, y, length, turn) {
  d.at(
    x,
    y,
    () => {
      d.rect(0, -8, length, 16, d.linear(["#c98552", "#8d5b34", "#6a3c1e"], [0, 0, 0, 1]), {
        rx: 7,
      });
      d.line(`M6 0H${n(length - 6)}`, "#5b371e", 2, { opacity: ".6" });
      d.ellipse(length - 3, -3, 4, 5, "#5b371e");
      d.ellipse(length - 3, 4, 4, 4, "#6f4325");
    },
    { turn },
  );
}

export function chai_latte(d) {
  room(d, "tea");
  steam(d, 190, 108);
  shadow(d, 194, 258, 84);
  cup(d, 188, 254, 80, 124, {
    shape: "mug",
    tone: tones.rose,
    inner: "#fbeee6",
    liquid: "#e2bd8d",
    art: () => {
      d.circle(0, 0, 100, d.radial(["#fff1d8", "#e7c698", "#c48f58"], [0.45, 0.45, 0.58]));
      specks(d, 0, 0, 58, 58, 44, "#9c5a2c", 5, { opacity: ".6" });
    },
  });
  cinnamon(d, 288, 262, 78, -12);
  cinnamon(d, 298, 276, 70, 4);
  star_anise(d, 84, 260, 22);
}

export function matcha_latte(d) {
  room(d, "tea");
  steam(d, 170, 116, { many: 2 });
  shadow(d, 176, 260, 78);
  cup(d, 172, 256, 94, 98, {
    shape: "bowl",
    handle: false,
    tone: tones.charcoal,
    inner: "#57504e",
    liquid: "#9bb653",
    art: () => {
      d.circle(0, 0, 100, d.radial(["#b5cb6e", "#7f9f3e"], [0.5, 0.5, 0.55]));
      rosetta("#f4f3d9")(d);
    },
  });
  // The whisk stands on its tines.
  shadow(d, 322, 264, 34, 11);
  d.path("M304 172H340V212H304Z", d.round("#f0d79c", "#dcb870", "#a97f3a"));
  d.path("M304 208H340L352 262Q322 272 292 262Z", d.round("#f0d79c", "#dcb870", "#a97f3a"));
  d.line("M310 214L302 262M318 214L314 265M326 214L330 265M334 214L342 262", "#8f6a2c", 2, {
    opacity: ".6",
  });
  d.line("M302 211H342", "#5b3a1e", 5);
  d.ellipse(322, 172, 18, 6, "#f6e4b6");
}

export function hot_chocolate(d) {
  room(d, "tea");
  steam(d, 190, 88);
  shadow(d, 196, 258, 82);
  cup(d, 190, 254, 82, 122, {
    shape: "mug",
    tone: tones.terracotta,
    inner: "#f6e3d3",
    liquid: "#5d3321",
    art: () => {
      d.circle(0, 0, 100, d.radial(["#7a4a31", "#4a2616"], [0.5, 0.5, 0.55]));
      d.line("M-70-20Q-20-60 50-40", "#a5714f", 8, { opacity: ".6" });
    },
  });
  for (const [x, y, turn] of [
    [160, 130, -12],
    [208, 128, 8],
    [186, 142, 4],
    [228, 138, 18],
  ]) {
    d.at(
      x,
      y,
      () => {
        d.path("M-15-7V8Q0 17 15 8V-7Z", d.round("#fffefa", "#f7e6dc", "#dcc0b4"));
        d.ellipse(0, -7, 15, 6.5, "#fffefa");
      },
      { turn },
    );
  }
  chocolate(d, 316, 258);
  chocolate(d, 342, 270, 12, 0.86);
  chocolate(d, 84, 264, -8, 0.9);
}
