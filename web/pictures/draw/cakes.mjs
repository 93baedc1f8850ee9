// Cakes by the slice: one wedge, filled and covered differently each time.

import { cream } from "./coffee.mjs";
import { flake, n } from "./drawing.mjs";
import { tones } from "./palette.mjs";
import { almonds } from "./pastries.mjs";
import { board, crumbs, plate, room, seeds, shadow, specks, strewn } from "./scene.mjs";
import { leaf } from "./tea.mjs";

/** The wedge's upper side: its tip at the left, its curved back at the right. */
const UPPER = "M84 150L246 94Q330 126 292 166Z";

/**
 * A wedge `high` units tall. `layers` are [colour, share] from the top down; `top` colours its
 * upper side and `rim` the curved back.
 */
export function wedge(d, { high, layers, top, rim, on, face, lift = 0 }) {
  d.at(0, lift, () => {
    shadow(d, 190, 153 + high, 116, 26);
    d.path(`M292 166Q304 153.5 304 142V${142 + high}Q304 ${153.5 + high} 292 ${166 + high}Z`, rim);
    d.path(
      `M292 166Q304 153.5 304 142V${142 + high}Q304 ${153.5 + high} 292 ${166 + high}Z`,
      "#3a1c10",
      { opacity: ".14" },
    );
    let at = 0;
    for (const [colour, share] of layers) {
      const from = at * high;
      const to = (at + share) * high + 0.6;
      d.path(`M84 ${n(150 + from)}L292 ${n(166 + from)}V${n(166 + to)}L84 ${n(150 + to)}Z`, colour);
      at += share;
    }
    d.path(
      `M84 150L292 166V${166 + high}L84 ${150 + high}Z`,
      d.linear(
        [
          ["#fff", 0.12],
          ["#fff", 0, 0.4],
          ["#3a1c10", 0.16],
        ],
        [0, 0, 1, 0.4],
      ),
    );
    face?.(d);
    d.path(UPPER, top);
    on?.(d);
  });
}

/** Pores of a crumb, within a band of the cut side. */
const pores = (d, y, h, colour, many = 26) =>
  specks(d, 196, y, 88, h, many, colour, 2.6, { opacity: ".5" });

/** The upper edge of the cut side, where an icing hangs over. */
const drip = (colour, d) =>
  d.path(
    "M84 148L246 92Q332 126 294 166V178Q286 188 278 176Q266 172 258 184Q248 192 240 178Q222 168 210 176Q200 186 190 172Q172 164 160 168Q150 182 142 168Q126 160 112 160Q102 172 96 160Q86 160 84 148Z",
    colour,
  );

export function cheesecake(d) {
  room(d, "pastries");
  plate(d, 196, 232, 154, tones.ocean);
  wedge(d, {
    high: 74,
    layers: [
      ["#9c5a20", 0.07],
      ["#f3d48e", 0.1],
      ["#fdf0cf", 0.7],
      ["#f3d9a0", 0.13],
    ],
    top: d.linear(["#a9622a", "#7a3f1c", "#54290f"]),
    rim: d.linear(["#a9622a", "#e0b069", "#b0723a"], [0, 0, 0, 1]),
    on: () =>
      d.line("M120 146Q180 120 238 106M150 148Q220 128 276 128", "#c98552", 6, { opacity: ".55" }),
  });
  leaf(d, 96, 246, 30, -30);
  crumbs(d, 300, 250, 22, 5);
}

export function carrot_cake(d) {
  room(d, "pastries");
  plate(d, 196, 234, 154, tones.porcelain);
  const sponge = d.linear(["#d08a48", "#b56c30"]);
  const frosting = "#fffaf0";
  wedge(d, {
    high: 84,
    lift: -6,
    layers: [
      [frosting, 0.14],
      [sponge, 0.22],
      [frosting, 0.09],
      [sponge, 0.22],
      [frosting, 0.09],
      [sponge, 0.24],
    ],
    top: d.linear(["#fffefa", "#f8ecd8"]),
    rim: d.round("#fffaf0", "#e6d3b4"),
    face: () => {
      seeds(d, 190, 178, 86, 7, 14, "#f08a3c", { length: 5, width: 3 });
      seeds(d, 190, 206, 86, 7, 14, "#f08a3c", { length: 5, width: 3 });
      seeds(d, 190, 232, 86, 5, 12, "#7a431c", { length: 4, width: 3 });
    },
    on: () => {
      // A carrot of marzipan.
      d.path(
        "M186 138Q204 116 238 116Q250 122 244 132Q222 140 186 138Z",
        d.linear(["#ffb25e", "#f08a2c", "#c9621a"]),
      );
      d.line("M206 126l6 8M222 120l6 8", "#c9621a", 2);
      leaf(d, 240, 122, 26, -50);
      leaf(d, 242, 124, 26, -14);
      specks(d, 150, 140, 32, 8, 12, "#b5793c", 3.4);
    },
  });
}

export function black_forest_cake(d) {
  room(d, "cakes");
  plate(d, 196, 236, 154, tones.porcelain);
  const sponge = d.linear(["#6d3c26", "#4a2417"]);
  const white = "#fffaf2";
  wedge(d, {
    high: 92,
    lift: -6,
    layers: [
      [white, 0.1],
      [sponge, 0.18],
      [white, 0.16],
      [sponge, 0.18],
      [white, 0.16],
      [sponge, 0.22],
    ],
    top: d.linear(["#fffefa", "#f2e6d6"]),
    rim: d.round("#fffaf0", "#dccbb4"),
    face: () => {
      let cherries = "";
      for (const [x, y] of [
        [124, 184],
        [160, 188],
        [196, 190],
        [236, 193],
        [266, 195],
        [140, 214],
        [182, 218],
        [222, 221],
        [258, 224],
      ]) {
        cherries += flake(x, y, 8, 6.5);
      }
      d.path(cherries, d.linear(["#c8283f", "#7d1128"]));
      pores(d, 176, 5, "#8a5538", 14);
    },
    on: () => {
      seeds(d, 178, 138, 66, 13, 26, "#4a2417", { length: 8, width: 3 });
      cream(d, 250, 122, 25);
      d.circle(250, 94, 14, d.radial(["#ee6a72", "#c41f38", "#760c22"]));
      d.line("M252 82Q258 62 276 58", "#5c7a3c", 3);
      d.ellipse(246, 89, 4, 3, "#fff", { opacity: ".75" });
    },
  });
}

export function quark_cheesecake(d) {
  room(d, "cakes");
  plate(d, 196, 236, 154, tones.rose);
  wedge(d, {
    high: 92,
    lift: -6,
    layers: [
      ["#e9a94e", 0.06],
      ["#fbe6a6", 0.06],
      ["#fff4cf", 0.7],
      ["#d99a4c", 0.18],
    ],
    top: d.radial(["#f9d98e", "#eeb65a", "#c98534"], [0.5, 0.3, 0.8]),
    rim: d.linear(["#e3a552", "#d0914a", "#a9682a"], [0, 0, 0, 1]),
    face: () => pores(d, 200, 24, "#ecd08c", 30),
    on: () => specks(d, 206, 132, 74, 20, 40, "#fff", 3.2, { opacity: ".9" }),
  });
}

export function bee_sting(d) {
  room(d, "cakes");
  plate(d, 196, 234, 154, tones.mustard);
  const dough = d.linear(["#f3cd84", "#dba552"]);
  wedge(d, {
    high: 88,
    lift: -4,
    layers: [
      ["#a9611f", 0.08],
      [dough, 0.24],
      ["#fff6d8", 0.36],
      [dough, 0.32],
    ],
    top: d.linear(["#e3a04a", "#bf7427", "#8f4f1d"]),
    rim: d.linear(["#c98534", "#fdf0cb", "#d29a4e"], [0, 0, 0, 1]),
    face: () => {
      pores(d, 168, 7, "#a9682a", 22);
      pores(d, 232, 9, "#a9682a", 26);
    },
    on: () => {
      almonds(d, 196, 138, 66, 18, 22);
      almonds(d, 258, 124, 24, 16, 7);
      d.path("M150 156q4 16 10 2ZM214 160q5 22 12 2Z", "#bf7427");
    },
  });
}

export function plum_cake(d) {
  room(d, "cakes");
  board(d, 200, 240, 340, 84);
  // From the tray: a square piece.
  shadow(d, 200, 244, 136, 24);
  const dough = d.linear(["#f0c77c", "#c98f45"]);
  d.path("M70 176L292 194V244L70 226Z", dough);
  d.path("M292 194L336 142V190L292 244Z", d.linear(["#cf9a52", "#a97434"]));
  d.path(
    "M70 166L292 184V200L70 182ZM292 184L336 132V148L292 200Z",
    d.linear(["#8a3358", "#5a1d3d"]),
  );
  d.path("M70 166L114 114L336 132L292 184Z", d.linear(["#e9b96a", "#cf9445"]));
  for (const [x, y] of [
    [114, 158],
    [172, 164],
    [228, 169],
    [276, 172],
    [148, 134],
    [204, 138],
    [262, 142],
    [302, 148],
  ]) {
    d.at(x, y, () => {
      d.path(
        "M-26 4Q-14-14 8-12Q28-8 26 4Q12 14-6 13Q-22 12-26 4Z",
        d.radial(["#b3527e", "#7d2a52", "#4a1532"]),
      );
      d.path("M-12-4Q0-9 12-5", "none", {
        stroke: "#e6a3bd",
        "stroke-width": 2.4,
        "stroke-linecap": "round",
      });
    });
  }
  seeds(d, 204, 150, 112, 22, 34, "#f6dc9c", { length: 5, width: 9 });
  seeds(d, 206, 152, 112, 22, 22, "#dcae5c", { length: 4, width: 6 });
  specks(d, 182, 208, 100, 8, 14, "#a9682a", 2.6, { opacity: ".5" });
}

export function chocolate_cake(d) {
  room(d, "cakes");
  plate(d, 196, 236, 154, tones.sage);
  const sponge = d.linear(["#6a3a24", "#472214"]);
  const ganache = "#2f160d";
  wedge(d, {
    high: 90,
    lift: -6,
    layers: [
      [ganache, 0.12],
      [sponge, 0.24],
      ["#8a5a3c", 0.09],
      [sponge, 0.24],
      ["#8a5a3c", 0.09],
      [sponge, 0.22],
    ],
    top: ganache,
    rim: d.round("#4a2417", "#2a120a"),
    face: () => {
      pores(d, 182, 6, "#9c6a4a");
      pores(d, 212, 6, "#9c6a4a");
    },
    on: () => {
      drip(d.linear(["#6d3f28", "#3a1d12", "#25100a"], [0, 0, 0.8, 1]), d);
      d.line("M132 140Q190 116 240 104", "#b98563", 6, { opacity: ".55" });
      strewn(d, 250, 128, 22, 12, 5, (x, y, turn) => d.path(flake(x, y, 7, 4.4, turn), "#d9a064"));
    },
  });
}
