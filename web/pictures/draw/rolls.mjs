// Rolls, pretzels, and what comes from the same dough.

import { cut, dome, flour } from "./breads.mjs";
import { n } from "./drawing.mjs";
import { tones } from "./palette.mjs";
import { board, cloth, crumbs, plate, room, seeds, shadow, specks, steam } from "./scene.mjs";

export function wheat_roll(d) {
  room(d, "rolls");
  cloth(d, 200, 244, 340, 92, "#cf7350");
  dome(d, 272, 224, 76, 84, tones.golden, () =>
    cut(d, "M206 190Q272 148 338 182", 12, "#9c5a20", "#fff0cb"),
  );
  dome(d, 152, 250, 92, 102, tones.golden, () => {
    cut(d, "M72 208Q152 152 232 200", 15, "#9c5a20", "#fff0cb");
    d.line("M96 186Q126 158 164 154", "#fff8e2", 6, { opacity: ".7" });
  });
  crumbs(d, 296, 260, 30, 7);
}

export function rye_roll(d) {
  room(d, "rolls");
  board(d, 200, 242, 330, 84);
  const dusted = (x, y, rx) => () => {
    flour(
      d,
      `M${x - rx * 0.7} ${y - rx * 0.5}Q${x - rx * 0.2} ${y - rx * 1.1} ${x + rx * 0.5} ${y - rx * 0.76}`,
      rx * 0.3,
      ".55",
    );
    specks(d, x, y - rx * 0.5, rx * 0.8, rx * 0.4, 26, "#fff6e4", 3, { opacity: ".7" });
    cut(
      d,
      `M${n(x - rx * 0.5)} ${n(y - rx * 0.34)}L${n(x + rx * 0.4)} ${n(y - rx * 0.84)}M${n(x - rx * 0.4)} ${n(y - rx * 0.8)}L${n(x + rx * 0.5)} ${n(y - rx * 0.36)}`,
      6,
      "#2f1a0f",
      "#c99a68",
    );
  };
  dome(d, 266, 224, 78, 88, tones.rye, dusted(266, 224, 78));
  dome(d, 148, 250, 90, 102, tones.rye, dusted(148, 250, 90));
}

export function seed_roll(d) {
  room(d, "rolls");
  cloth(d, 200, 244, 340, 92, "#8fa98a");
  const strewn_with = (x, y, rx) => () => {
    seeds(d, x, y - rx * 0.62, rx * 0.78, rx * 0.36, 24, "#5f7d3c", { length: 8, width: 7 });
    seeds(d, x - 1, y - rx * 0.66, rx * 0.74, rx * 0.34, 16, "#98b266", { length: 7, width: 5 });
  };
  dome(d, 270, 226, 78, 92, tones.crust, strewn_with(270, 226, 78));
  dome(d, 150, 250, 94, 108, tones.crust, strewn_with(150, 250, 94));
  seeds(d, 300, 262, 34, 8, 7, "#6f8f48", { length: 7, width: 6 });
}

export function filled_roll(d) {
  room(d, "rolls");
  board(d, 200, 244, 330, 80);
  const [light, middle, dark] = tones.golden;
  shadow(d, 200, 254, 124, 24);
  d.path("M82 218Q86 256 200 258Q314 256 318 218Z", d.linear([middle, dark], [0, 0, 1, 0.7]));
  d.path("M84 218Q90 234 200 236Q310 234 316 218V206H84Z", tones.crumb[0]);
  // Lettuce, cheese, ham, tomato, from below.
  d.path(
    "M74 212Q84 234 104 222Q122 240 144 226Q166 244 190 228Q214 244 236 226Q258 240 278 222Q300 234 326 208Q300 196 200 198Q100 196 74 212Z",
    d.linear(["#b9d67e", "#7fae4a", "#4f7f33"]),
  );
  d.path(
    "M86 204L128 198H290L322 206L276 224L262 210L226 228L206 212H130L112 222Z",
    d.linear(["#ffe08a", "#f5bd3f"], [0, 0, 0, 1]),
  );
  d.circle(160, 207, 4, "#d99a24");
  d.circle(244, 213, 5, "#d99a24");
  d.path(
    "M80 200Q92 184 116 192Q140 206 166 194Q190 206 214 194Q240 206 264 194Q290 184 320 198Q312 212 286 204Q262 214 240 206Q214 216 190 206Q164 216 140 206Q112 214 80 200Z",
    d.linear(["#f9c4bb", "#ea9a92", "#c9706c"]),
  );
  d.path("M104 192Q130 180 156 192ZM164 192Q192 178 222 192ZM232 192Q262 180 292 192Z", "#d8432f");
  d.path(
    "M78 194C74 126 138 104 204 104C268 104 326 128 322 190Q300 202 200 202Q100 202 78 194Z",
    d.radial([light, [middle, 1, 0.55], dark], [0.36, 0.16, 0.85]),
  );
  cut(d, "M110 156Q200 108 296 150", 14, "#9c5a20", "#fff0cb");
  d.line("M110 140Q134 120 164 116", "#fff8e2", 6, { opacity: ".7" });
}

const KNOT =
  "M200 244C150 250 84 226 78 160C74 112 122 88 160 112C196 136 226 186 252 224M200 244C250 250 316 226 322 160C326 112 278 88 240 112C204 136 174 186 148 224";

/** A pretzel seen from above, a little flattened: a rope that crosses itself twice. */
function pretzel_about(d, x, y, scale, { salt = true, butter } = {}) {
  const [light, middle, dark] = ["#c9772f", "#96491a", "#5f2a0d"];
  d.at(
    x,
    y,
    () => {
      d.at(-200, -172, () => {
        d.line(KNOT, "#3a1c10", 34, { opacity: ".28", transform: "translate(9 16)" });
        d.line(KNOT, dark, 36, { transform: "translate(0 5)" });
        d.line(KNOT, middle, 34);
        // The thick part split in the oven.
        d.line("M112 218Q150 252 200 252Q250 252 288 218", dark, 44, {
          transform: "translate(0 3)",
        });
        d.line("M112 218Q150 252 200 252Q250 252 288 218", middle, 42);
        d.line("M146 246Q200 268 254 246", "#f6d9a2", 13);
        d.line("M150 249Q200 269 250 249", "#fff0cb", 4, { opacity: ".9" });
        d.line(
          "M92 196C70 142 106 96 150 120M310 196C330 142 294 96 250 120M170 128Q196 152 214 180M228 128Q204 152 192 170",
          light,
          9,
          { opacity: ".75" },
        );
        d.line("M84 150Q88 116 122 108M262 112Q290 104 310 130", "#f2b877", 4, { opacity: ".8" });
        if (butter) {
          d.line("M146 246Q200 268 254 246", "#fbe28a", 16);
          d.line("M150 243Q200 262 250 243", "#fff6c9", 5);
        }
        if (salt) {
          specks(d, 96, 172, 16, 44, 12, "#fffdf8", 5.5);
          specks(d, 304, 172, 16, 44, 12, "#fffdf8", 5.5);
          specks(d, 200, 150, 40, 30, 9, "#fffdf8", 5.5);
          specks(d, 200, 230, 70, 8, 8, "#fffdf8", 5.5);
        }
      });
    },
    { scale, squeeze: scale * 0.78 },
  );
}

export function pretzel(d) {
  room(d, "rolls");
  cloth(d, 200, 226, 360, 128, "#4f8296");
  steam(d, 200, 86, { many: 2, high: 40 });
  pretzel_about(d, 200, 190, 1.02);
}

export function butter_pretzel(d) {
  room(d, "rolls");
  plate(d, 200, 214, 166, tones.ocean, 0.44);
  pretzel_about(d, 190, 186, 0.9, { butter: true });
  shadow(d, 330, 262, 36, 9);
  d.path("M296 246L310 234H366L356 246V264H296Z", "#e3b94a");
  d.path("M296 246H356V264H296Z", d.linear(["#fdea9c", "#f3cf62"]));
  d.path("M296 246L310 234H366L356 246Z", "#fff3bd");
  d.path("M304 240q8-8 18-4q-6 8-18 4Z", "#fffbe6");
}

export function cheese_stick(d) {
  room(d, "rolls");
  board(d, 200, 236, 340, 92);
  twist(d, 218, 190, -17);
  twist(d, 184, 222, -10);
  crumbs(d, 316, 262, 26, 8, "#e0ad45");
}

function twist(d, x, y, turn) {
  const [, middle, dark] = tones.crust;
  d.at(
    x,
    y,
    () => {
      shadow(d, 2, 24, 146, 14);
      const fill = d.linear(["#f9d690", middle, dark], [0.2, 0, 0.7, 1]);
      for (let i = 0; i < 7; i += 1) {
        d.path(
          `M${i * 42 - 152} 20C${i * 42 - 156}-8 ${i * 42 - 128}-30 ${i * 42 - 104}-28C${i * 42 - 88}-16 ${i * 42 - 96} 14 ${i * 42 - 122} 28Q${i * 42 - 144} 30 ${i * 42 - 152} 20Z`,
          fill,
          { stroke: dark, "stroke-width": 1.5, "stroke-opacity": ".6" },
        );
      }
      // Cheese that melted over the turns, and browned.
      d.path(
        "M-120-14Q-96-34-62-22T0-24T66-22T130-18Q138-4 120 0Q112 14 104 2Q84 12 70 4Q62 18 52 4Q22 12 6 4Q0 20-10 4Q-40 12-58 2Q-66 14-74 2Q-112 8-120-14Z",
        d.linear(["#ffe79a", "#f7c14a", "#dd8f27"]),
      );
      specks(d, 0, -10, 110, 9, 14, "#b5651d", 5, { opacity: ".6" });
      d.line("M-104-16Q-84-26-60-18M-10-18Q20-24 44-18", "#fff6cf", 4, { opacity: ".8" });
    },
    { turn },
  );
}
