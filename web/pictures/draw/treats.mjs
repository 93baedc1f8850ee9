// What stands beside the coffee: cakes from a tin, brownies, cookies.

import { flake } from "./drawing.mjs";
import { tones } from "./palette.mjs";
import { board, crumbs, plate, room, seeds, shadow, specks, strewn } from "./scene.mjs";
import { citrus } from "./tea.mjs";

export function banana_bread(d) {
  room(d, "pastries");
  board(d, 200, 242, 340, 82);
  const [light, middle, dark] = tones.crust;
  shadow(d, 222, 246, 118, 20);
  d.path("M170 154L330 138V216L322 230L172 246Z", d.linear([middle, dark]));
  d.path(
    "M120 150C130 112 176 106 228 102C300 96 340 112 336 150Q250 168 170 172Z",
    d.radial([light, middle, dark], [0.4, 0.1, 0.9]),
  );
  d.line("M150 138Q230 108 318 128", "#7a431c", 7, { opacity: ".55" });
  d.line("M152 140Q230 114 316 132", "#f3cf8c", 4);
  end(d, 134, 246, 1);
  end(d, 92, 258, 0.94);
}

/** A slice with its crumb towards the guest, and a piece of banana in it. */
function end(d, x, y, scale) {
  d.at(
    x,
    y,
    () => {
      const cut = d.stamp(
        "M-46 0Q-54 0-52-10L-50-76C-58-104-30-112 0-112C30-112 58-104 50-76L52-10Q54 0 46 0Z",
      );
      cut("#3a1c10", { opacity: ".28", transform: "translate(9 4)" });
      cut("#7a431c");
      d.at(0, -3, () => cut(d.linear(["#f3cf8c", "#d9a257"])), { scale: 0.9, squeeze: 0.94 });
      specks(d, 0, -52, 38, 44, 26, "#8a5a2c", 3.4, { opacity: ".65" });
      d.path(flake(-14, -66, 12, 9, -20) + flake(16, -34, 13, 9, 16), "#fbeab4", {
        stroke: "#d0a04c",
        "stroke-width": 2,
      });
      d.line("M-16-66h.1M-11-65h.1M13-34h.1M19-33h.1", "#7a5a20", 2.6);
    },
    { scale },
  );
}

export function brownie(d) {
  room(d, "pastries");
  plate(d, 200, 236, 154, tones.porcelain);
  block(d, 204, 222, 1);
  block(d, 190, 172, 0.86);
  crumbs(d, 310, 252, 22, 7, "#4a2417");
}

function block(d, x, y, scale) {
  const [light, middle, dark] = tones.choc;
  d.at(
    x,
    y,
    () => {
      shadow(d, 2, 22, 100, 24);
      d.path("M-104-26L12 0V40L-104 12Z", d.linear([middle, dark]));
      d.path("M12 0L104-34V2L12 40Z", dark);
      specks(d, -46, 8, 50, 9, 18, light, 3, { opacity: ".6" });
      d.path(
        "M-104-28L-8-58Q0-60 8-58L104-36L14 0Q8 2 2 0Z",
        d.linear(["#a06a48", middle, "#4a2417"]),
      );
      // The thin skin that cracks while it bakes.
      d.line(
        "M-72-30L-40-36L-20-24L14-30L30-44M-40-36L-30-46M14-30L36-16M-20-24L-12-12",
        "#3a1d13",
        2,
        { opacity: ".6" },
      );
      d.line("M-84-30L-20-50", "#d0a07c", 4, { opacity: ".55" });
      strewn(d, 0, -30, 62, 14, 5, (left, top, turn) =>
        d.path(flake(left, top, 7, 4, turn), "#caa06a"),
      );
    },
    { scale },
  );
}

export function cookie(d) {
  room(d, "pastries");
  plate(d, 200, 238, 154, tones.sage);
  for (const [x, y, rx] of [
    [206, 226, 92],
    [196, 204, 90],
    [204, 182, 90],
  ]) {
    round(d, x, y, rx);
  }
  // One leans on the pile, seen from its face.
  d.at(
    98,
    196,
    () => {
      d.ellipse(12, 52, 60, 12, "#3a1c10", { opacity: ".25" });
      d.ellipse(6, 3, 56, 60, "#9c5f28");
      d.ellipse(0, 0, 56, 60, d.radial(["#f0c582", "#d89a4c", "#a9682a"]));
      seeds(d, 0, 0, 46, 50, 16, "#f6dfae", { length: 7, width: 5 });
      chips(d, 0, 0, 42, 46, 8, 9);
    },
    { turn: -12, scale: 0.9 },
  );
}

const chips = (d, x, y, rx, ry, many, size) => {
  let all = "";
  strewn(d, x, y, rx, ry, many, (left, top, turn) => {
    all += flake(left, top, size * 0.7, size * 0.55, turn);
  });
  d.path(all, d.linear(["#7a4a31", "#3a1d13"]));
};

function round(d, x, y, rx) {
  const ry = rx * 0.34;
  shadow(d, x, y + 12, rx, ry, 0.3);
  d.ellipse(x, y + 13, rx, ry, "#9c5f28");
  d.path(`M${x - rx} ${y}V${y + 13}H${x + rx}V${y}Z`, "#9c5f28");
  d.ellipse(x, y, rx, ry, d.radial(["#f0c582", "#d89a4c", "#a9682a"]));
  seeds(d, x, y, rx * 0.84, ry * 0.8, 8, "#f6dfae", { length: 8, width: 5 });
  chips(d, x, y - 1, rx * 0.76, ry * 0.72, 6, 10);
}

export function lemon_loaf_cake(d) {
  room(d, "cakes");
  board(d, 200, 242, 340, 80);
  const [light, middle, dark] = tones.golden;
  shadow(d, 206, 248, 132, 22);
  d.path(
    "M86 168L102 244Q204 252 310 240L326 162Z",
    d.linear([light, middle, dark], [0, 0, 0.9, 1]),
  );
  specks(d, 206, 214, 96, 20, 26, "#9c5a20", 2.8, { opacity: ".35" });
  d.path(
    "M82 172C70 124 130 108 206 106C284 104 340 122 330 168Q324 176 316 170V186Q308 198 300 186V176Q288 168 276 176V204Q267 216 258 204V182Q244 174 232 182V192Q223 202 214 192V184Q200 176 188 184V212Q179 224 170 212V184Q158 176 146 182V194Q137 206 128 194V180Q112 172 104 182V190Q94 198 88 188Z",
    d.linear(["#fffefa", "#fff8ea", "#e9dcc2"]),
  );
  d.line("M110 138Q150 118 208 116M179 196v16M267 190v12", "#fff", 5);
  d.path("M150 146Q200 130 262 142Q232 160 150 146Z", "#f2dfae", { opacity: ".5" });
  seeds(d, 206, 138, 92, 14, 16, "#e8b93a", { length: 8, width: 3.4 });
  citrus(d, 186, 138, 24, 0.6);
  citrus(d, 232, 134, 24, 0.6);
  shadow(d, 340, 266, 30, 8);
  d.path(
    "M306 244Q314 222 338 224Q362 224 370 242Q378 246 370 252Q360 268 338 268Q314 268 306 244Z",
    d.radial(["#fdf0a0", "#f0c93f", "#bf8f1f"]),
  );
}
