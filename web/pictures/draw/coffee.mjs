// Espresso drinks, each in the cup it is served in.

import { n } from "./drawing.mjs";
import { coffee as c, tones } from "./palette.mjs";
import { room, saucer, shadow, specks, spoon, steam } from "./scene.mjs";
import { black, crema, cup, glass, heart, rosetta } from "./vessels.mjs";

export function bean(d, x, y, turn, size = 1) {
  d.at(
    x,
    y,
    () => {
      d.ellipse(0, 0, 10, 6.6, d.linear(["#8a5234", "#4a2616"]));
      d.line("M-9 0Q-3-3 0 0T9 0", "#2d160c", 1.6);
    },
    { turn, scale: size },
  );
}

function beans(d, ...places) {
  for (const [x, y, turn] of places) {
    d.ellipse(x + 2, y + 5, 11, 4, "#3a1c10", { opacity: ".3" });
    bean(d, x, y, turn);
  }
}

export function espresso(d) {
  room(d, "espresso");
  steam(d, 196, 138, { many: 2 });
  saucer(d, 200, 236, 108);
  cup(d, 196, 234, 56, 70, { shape: "demitasse", liquid: c.crema, art: crema });
  spoon(d, 150, 264, 82, -5);
  beans(d, [318, 262, 20], [338, 250, -30], [64, 252, 70]);
}

export function doppio(d) {
  room(d, "espresso");
  // The two spouts of the portafilter, with what runs from each.
  const [light, middle, dark] = tones.steel;
  d.path("M176 112h8v64h-8ZM216 112h8v64h-8Z", d.round("#8a4f22", "#5a2d14"));
  d.path(
    "M120 34H280Q284 34 283 42L276 62Q272 70 260 70H140Q128 70 124 62L117 42Q116 34 120 34Z",
    d.round(light, light, middle, dark),
  );
  d.path(
    "M168 70h64v16q12 4 12 22v8h-22v-12q0-6-6-6h-32q-6 0-6 6v12h-22v-8q0-18 12-22Z",
    d.round(light, middle, dark),
  );
  d.path("M280 42L386 30q10 0 10 11t-10 11L280 60Z", d.linear(tones.charcoal, [0, 0, 0, 1]));
  saucer(d, 200, 242, 116, tones.terracotta);
  cup(d, 200, 240, 66, 72, {
    shape: "demitasse",
    tone: tones.terracotta,
    inner: "#f4eadd",
    liquid: c.crema,
    art: crema,
  });
  d.path("M176 160h8v16h-8ZM216 160h8v16h-8Z", "#6f3b1a");
}

export function macchiato(d) {
  room(d, "espresso");
  steam(d, 196, 132, { many: 2 });
  saucer(d, 200, 238, 110, tones.charcoal);
  cup(d, 200, 236, 60, 74, {
    shape: "demitasse",
    tone: tones.charcoal,
    liquid: c.crema,
    art: () => {
      crema(d);
      d.path(
        "M-44-8Q-50-46-6-46Q44-48 46-8Q48 32 4 38Q-40 38-44-8Z",
        d.radial(["#fffaf0", "#f1dcb8"]),
      );
    },
  });
  spoon(d, 258, 266, 70, -8);
}

export function americano(d) {
  room(d, "espresso");
  steam(d, 190, 104);
  shadow(d, 196, 258, 82);
  cup(d, 190, 252, 76, 132, {
    shape: "mug",
    tone: tones.ocean,
    inner: "#dfe9ea",
    liquid: c.black,
    art: black,
  });
  d.line("M118 214Q190 244 262 214", "#fff", 5, { opacity: ".35" });
  beans(d, [326, 254, 20], [348, 264, -40], [338, 240, 80]);
}

export function flat_white(d) {
  room(d, "espresso");
  steam(d, 196, 118);
  saucer(d, 200, 242, 128, tones.sage);
  cup(d, 196, 240, 88, 84, {
    tone: tones.sage,
    inner: "#eef0e4",
    liquid: "#a9683a",
    art: () => {
      d.circle(0, 0, 100, d.radial(["#bd7f4b", "#8a4f22"], [0.5, 0.5, 0.55]));
      rosetta()(d);
    },
  });
}

export function cappuccino(d) {
  room(d, "espresso");
  saucer(d, 200, 244, 132, tones.terracotta);
  cup(d, 196, 242, 92, 92, {
    shape: "bowl",
    tone: tones.terracotta,
    inner: "#f4eadd",
  });
  // The foam stands above the rim, and cocoa lies on it.
  const y = 146;
  d.path(
    `M112 ${y}Q112 ${y - 34} 196 ${y - 36}Q280 ${y - 34} 280 ${y}A84 33 0 0 1 112 ${y}Z`,
    d.radial(["#fffdf6", "#f8e9cf", "#d9b98c"], [0.38, 0.2, 0.85]),
  );
  d.line(`M112 ${y}A84 33 0 0 0 280 ${y}`, "#b9783d", 4, { opacity: ".6" });
  specks(d, 200, y - 11, 62, 16, 70, "#7a4526", 3.4, { opacity: ".75" });
  steam(d, 196, 100, { high: 52 });
  spoon(d, 116, 272, 84, -4);
}

export function latte(d) {
  room(d, "espresso");
  steam(d, 196, 56, { many: 2, high: 40 });
  shadow(d, 200, 262, 92, 26, 0.3);
  d.ellipse(200, 260, 92, 26, d.linear(["#fffaf0", "#d8c6ae"]));
  d.ellipse(200, 258, 62, 15, "#cdb89c", { opacity: ".6" });
  const grip = "M250 120c42-6 44 66-8 72";
  d.line(grip, "#fff", 8, { opacity: ".65" });
  glass(d, 200, 256, 58, 192, {
    layers: [
      ["#f3dfbf", 0.34],
      ["#c1884f", 0.36],
      ["#8a4f22", 0.14],
      ["#fff6e4", 0.16],
    ],
    soft: 0.05,
    foot: 0.68,
    full: 0.9,
    art: heart("#c98f58"),
  });
  spoon(d, 132, 276, 70, -4);
}

export function cortado(d) {
  room(d, "espresso");
  steam(d, 196, 106, { many: 2 });
  d.path("M92 252L238 232L322 262L168 288Z", d.linear(tones.wood));
  d.path("M92 252L168 288V296L92 260ZM168 288L322 262V270L168 296Z", "#8d5b34");
  glass(d, 200, 262, 66, 136, {
    layers: [
      ["#6b3618", 0.46],
      ["#c99560", 0.36],
      ["#e9cfa6", 0.18],
    ],
    soft: 0.06,
    foot: 0.76,
    art: heart("#fff3dc"),
  });
  for (const dx of [-34, -12, 12, 34]) {
    d.line(`M${n(200 + dx * 1.2)} 190L${n(200 + dx)} 254`, "#fff", 2.5, {
      opacity: ".3",
    });
  }
}

/** Whipped cream: three turns, each smaller. */
export function cream(d, x, y, rx, drizzle) {
  const fill = d.radial(["#fffefa", "#faf0dc", "#d9c29c"], [0.35, 0.25, 0.85]);
  for (const [w, dy] of [
    [1, 0],
    [0.74, -0.42],
    [0.44, -0.8],
  ]) {
    d.ellipse(x, y + dy * rx * 0.8, rx * w, rx * w * 0.5, fill);
    d.line(
      `M${n(x - rx * w * 0.8)} ${n(y + dy * rx * 0.8 + 3)}q${n(rx * w * 0.8)} ${n(rx * w * 0.6)} ${n(rx * w * 1.55)}-2`,
      "#cdb186",
      2,
      { opacity: ".5" },
    );
  }
  d.path(
    `M${n(x - 9)} ${n(y - rx * 0.78)}Q${n(x - 2)} ${n(y - rx * 0.9)} ${n(x + 4)} ${n(y - rx * 1.12)}Q${n(x + 8)} ${n(y - rx * 0.9)} ${n(x + 11)} ${n(y - rx * 0.76)}Z`,
    "#fffdf6",
  );
  if (drizzle) {
    d.line(
      `M${n(x - rx * 0.8)} ${n(y)}Q${n(x - rx * 0.3)} ${n(y - rx * 0.4)} ${n(x + rx * 0.5)} ${n(y - rx * 0.5)}M${n(x - rx * 0.4)} ${n(y + rx * 0.3)}Q${n(x + rx * 0.2)} ${n(y - rx * 0.1)} ${n(x + rx * 0.85)} ${n(y - rx * 0.08)}`,
      drizzle,
      5,
    );
  }
}

export function chocolate(d, x, y, turn = 0, scale = 1) {
  const [light, middle, dark] = tones.choc;
  d.at(
    x,
    y,
    () => {
      d.path("M-24 4L0 14L24 2V10L0 23L-24 13Z", dark);
      d.path("M-24 4L0-8L24 2L0 14Z", d.linear([light, middle]));
      d.line("M-12-1L12 9M-12 9L12-3", dark, 1.6, { opacity: ".7" });
    },
    { turn, scale },
  );
}

export function mocha(d) {
  room(d, "espresso");
  shadow(d, 196, 260, 70);
  const grip = "M242 150c42-6 44 62-6 66";
  d.line(grip, "#fff", 9, { opacity: ".6" });
  glass(d, 192, 258, 62, 142, {
    layers: [
      ["#3a1d13", 0.2],
      ["#6d3c20", 0.4],
      ["#b98253", 0.26],
      ["#f6e6c9", 0.14],
    ],
    foot: 0.72,
    full: 0.94,
  });
  cream(d, 192, 116, 56, "#4a2616");
  chocolate(d, 310, 250);
  chocolate(d, 338, 266, 18, 0.86);
  chocolate(d, 322, 232, -8, 0.8);
}
