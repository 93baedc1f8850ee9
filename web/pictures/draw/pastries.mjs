// Pastries: laminated dough in all its shapes.

import { chocolate } from "./coffee.mjs";
import { flake, n } from "./drawing.mjs";
import { tones } from "./palette.mjs";
import { cloth, crumbs, plate, room, shadow, strewn } from "./scene.mjs";

/** A croissant about its middle, 230 wide: seven bands, the middle one on top. */
export function crescent(d, x, y, { turn = 0, scale = 1, tone = tones.crust } = {}) {
  const [light, middle, dark] = tone;
  d.at(
    x,
    y,
    () => {
      shadow(d, 2, 46, 112, 22);
      const skin = d.linear([light, middle, dark], [0.1, 0, 0.6, 1]);
      const bands = [
        "M-116 40C-124 24-108 2-88-2L-66 22Q-84 44-104 48Q-114 48-116 40Z",
        "M116 40C124 24 108 2 88-2L66 22Q84 44 104 48Q114 48 116 40Z",
        "M-96 12C-92-18-72-34-52-36L-30 18Q-44 44-70 42Q-90 36-96 12Z",
        "M96 12C92-18 72-34 52-36L30 18Q44 44 70 42Q90 36 96 12Z",
        "M-64-8C-58-42-36-56-14-54L6 22Q-10 46-40 42Q-62 30-64-8Z",
        "M64-8C58-42 36-56 14-54L-6 22Q10 46 40 42Q62 30 64-8Z",
        "M-30-18C-28-56-10-64 0-64C10-64 28-56 30-18Q34 30 20 44Q0 52-20 44Q-34 30-30-18Z",
      ];
      for (const band of bands) {
        d.path(band, skin, { stroke: dark, "stroke-width": 1.6, "stroke-opacity": ".55" });
      }
      d.line(
        "M-17-34Q-19-4-11 30M-1-46Q0 0 2 34M14-36Q18-2 13 30M-46-26Q-46 4-32 26M46-26Q46 4 32 26M-76-14Q-76 8-62 26M76-14Q76 8 62 26",
        dark,
        2,
        { opacity: ".38" },
      );
      d.line(
        "M-16-48Q-8-56 4-56M-50-34Q-44-44-32-47M-82-14Q-78-24-66-29M40-46Q50-42 54-34",
        "#fff2cf",
        5,
        { opacity: ".75" },
      );
    },
    { turn, scale },
  );
}

export function croissant(d) {
  room(d, "pastries");
  plate(d, 200, 226, 150, tones.porcelain);
  crescent(d, 200, 186, { turn: -4, scale: 1.06 });
  crumbs(d, 296, 244, 28, 7);
}

export function chocolate_croissant(d) {
  room(d, "pastries");
  plate(d, 196, 228, 150, tones.sage);
  const [light, middle, dark] = tones.crust;
  shadow(d, 196, 232, 112, 24);
  // A pillow of dough, rolled from both ends, with chocolate in each roll.
  d.path(
    "M88 196Q82 148 128 136L274 118Q314 120 314 164L310 202Q306 226 284 228L116 240Q92 240 88 196Z",
    d.linear([light, middle, dark], [0.1, 0, 0.6, 1]),
  );
  d.path(
    "M88 190C86 158 110 150 126 158C146 170 146 216 128 232Q116 240 104 236Q88 226 88 190Z",
    d.linear([light, middle, dark]),
    { stroke: dark, "stroke-width": 2 },
  );
  d.line("M120 178Q134 196 122 220M108 176Q98 200 108 220", dark, 2.4, { opacity: ".6" });
  d.ellipse(112, 186, 8, 10, tones.choc[1]);
  d.ellipse(113, 210, 8, 10, tones.choc[1]);
  d.ellipse(110, 183, 3, 4, tones.choc[0]);
  d.line(
    "M150 144Q176 176 164 226M196 136Q218 172 208 224M240 128Q262 164 254 220M282 126Q300 160 292 214",
    dark,
    3,
    { opacity: ".5" },
  );
  d.line("M146 150Q164 176 156 216M190 144Q206 172 200 214M234 138Q250 164 246 210", "#fff2cf", 4, {
    opacity: ".45",
  });
  d.line("M172 142l-8 4M182 158l18-4M222 150l12-4M262 142l12-2", "#fff2cf", 5, { opacity: ".75" });
  chocolate(d, 318, 254, 6, 0.9);
  crumbs(d, 86, 262, 26, 6);
}

export function almond_croissant(d) {
  room(d, "pastries");
  plate(d, 200, 228, 150, tones.mustard);
  crescent(d, 200, 188, { turn: 3, scale: 1.06, tone: tones.golden });
  // Almonds in flakes, and sugar as fine as dust.
  const sugar = d.linear(
    [
      ["#fff", 0.9],
      ["#fff", 0.1],
    ],
    [0, 0, 0, 1],
  );
  d.path(
    "M110 176C120 150 168 118 202 118C236 118 282 150 294 182Q262 160 240 176Q216 154 198 174Q176 154 160 178Q136 162 110 176Z",
    sugar,
  );
  almonds(d, 202, 158, 74, 28, 13);
  almonds(d, 312, 250, 22, 8, 3);
  almonds(d, 90, 252, 12, 6, 2);
}

/** Flaked almonds: pale, with a rim of brown skin. */
export function almonds(d, x, y, rx, ry, many) {
  let all = "";
  strewn(d, x, y, rx, ry, many, (left, top, turn) => {
    all += flake(left, top, 10, 6, turn);
  });
  d.path(all, "#fdf1d6", { stroke: "#a9682a", "stroke-width": 1.6 });
}

export const turns = (rx, ry, rounds, step) => {
  let path = "M0 0";
  for (let i = 1; i <= rounds * 8; i += 1) {
    const far = i / (rounds * 8);
    const angle = i * (Math.PI / 4) + step;
    path += `L${n(Math.cos(angle) * rx * far)} ${n(Math.sin(angle) * ry * far)}`;
  }
  return smooth(path);
};

/** The same corners, rounded: a curve through the middle of each side. */
function smooth(path) {
  const points = path
    .slice(1)
    .split("L")
    .map((point) => point.split(" ").map(Number));
  let curve = `M${points[0].join(" ")}`;
  for (let i = 1; i < points.length - 1; i += 1) {
    const [x, y] = points[i];
    const [nx, ny] = points[i + 1];
    curve += `Q${n(x)} ${n(y)} ${n((x + nx) / 2)} ${n((y + ny) / 2)}`;
  }
  return curve;
}

/** A bun rolled up, lying flat; `filling` is what shows between the turns. */
export function snail(d, x, y, rx, { filling, icing, tone = tones.crust, high = 40 }) {
  const [light, middle, dark] = tone;
  const ry = rx * 0.5;
  shadow(d, x, y + high, rx * 1.02, ry * 0.8);
  d.path(
    `M${n(x - rx)} ${n(y)}V${n(y + high - 14)}Q${n(x - rx + 4)} ${n(y + high + ry * 0.8)} ${n(x)} ${n(y + high + ry * 0.8)}Q${n(x + rx - 4)} ${n(y + high + ry * 0.8)} ${n(x + rx)} ${n(y + high - 14)}V${n(y)}Z`,
    d.round(light, middle, dark),
  );
  d.ellipse(x, y, rx, ry, d.linear([light, middle, dark], [0.1, 0, 0.8, 1]));
  d.at(x, y, () => {
    const curl = turns(rx * 0.97, ry * 0.97, 3.2, 0.6);
    d.line(curl, filling, rx * 0.09, { opacity: ".9" });
    d.line(curl, "#fff2cf", rx * 0.045, { opacity: ".55", transform: "translate(-3 -4)" });
  });
  if (icing) {
    d.line(
      `M${n(x - rx * 0.8)} ${n(y - 2)}Q${n(x - rx * 0.4)} ${n(y - ry * 0.9)} ${n(x - rx * 0.1)} ${n(y - ry * 0.2)}T${n(x + rx * 0.3)} ${n(y - ry * 0.1)}T${n(x + rx * 0.82)} ${n(y + 2)}M${n(x - rx * 0.5)} ${n(y + ry * 0.4)}Q${n(x)} ${n(y + ry * 0.1)} ${n(x + rx * 0.1)} ${n(y + ry * 0.6)}T${n(x + rx * 0.6)} ${n(y + ry * 0.4)}`,
      icing,
      rx * 0.11,
      { opacity: ".96" },
    );
  }
}

export function cinnamon_roll(d) {
  room(d, "pastries");
  plate(d, 200, 232, 152, tones.terracotta);
  snail(d, 200, 168, 106, { filling: "#7a3f1c", tone: tones.golden, high: 52 });
  d.path(
    "M96 170Q96 118 200 116Q304 118 304 170Q306 190 298 192Q290 192 290 180Q284 194 276 198V226Q270 238 263 226V206Q250 214 226 216V240Q218 252 210 240V218Q180 220 156 212V228Q149 238 142 226V206Q122 198 112 184V206Q104 214 97 202Z",
    d.linear([
      ["#fffdf8", 0.96],
      ["#fff6e6", 0.88],
      ["#e9d8bd", 0.95],
    ]),
  );
  d.at(200, 166, () => d.line(turns(84, 38, 2.6, 0.6), "#c98a55", 6, { opacity: ".55" }));
  d.line("M124 152Q148 128 190 126M114 190v10M149 214v6M217 222v12", "#fff", 5);
}

export function bakery_croissant(d) {
  room(d, "sweet");
  cloth(d, 200, 236, 330, 76, "#8fa98a");
  crescent(d, 236, 158, { turn: 10, scale: 0.84 });
  crescent(d, 168, 200, { turn: -10, scale: 0.92 });
  crumbs(d, 312, 246, 28, 7);
}
