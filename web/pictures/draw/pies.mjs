// Pies, tarts and quiches.

import { wedge } from "./cakes.mjs";
import { flake, n } from "./drawing.mjs";
import { tones } from "./palette.mjs";
import { almonds } from "./pastries.mjs";
import { board, plate, room, seeds, shadow, specks, steam } from "./scene.mjs";
import { apple } from "./sweet.mjs";
import { leaf } from "./tea.mjs";

/** A slice of quiche: a crust that stands above its filling. */
function quiche(d, filling, on, face) {
  wedge(d, {
    high: 58,
    lift: 20,
    layers: [
      ["#c9822f", 0.08],
      [filling, 0.7],
      ["#d99a4c", 0.22],
    ],
    top: d.linear(["#f9d77c", "#efb545", "#cf8a2c"]),
    rim: d.linear(["#efb766", "#cf8436", "#9c5a20"], [0, 0, 0, 1]),
    face,
    on: () => {
      on(d);
      // The crimped edge at the back.
      d.line("M244 94Q326 126 292 166", "#a9682a", 17);
      d.line("M242 92Q322 124 290 163", "#efbf74", 12);
      d.line(
        "M258 93l-7 10M274 101l-8 10M289 112l-10 8M300 126l-12 4M303 142l-13-1M296 159l-12-4",
        "#a9682a",
        3,
        { opacity: ".7" },
      );
    },
  });
}

export function quiche_lorraine(d) {
  room(d, "pies");
  plate(d, 196, 236, 154, tones.ocean);
  quiche(
    d,
    d.linear(["#fdeaa6", "#f3cf74"]),
    () => {
      seeds(d, 184, 136, 62, 15, 15, "#c9584a", { length: 13, width: 7 });
      seeds(d, 184, 134, 60, 14, 9, "#f3b3a4", { length: 9, width: 3 });
      seeds(d, 188, 138, 60, 14, 14, "#7f9c4c", { length: 4, width: 3 });
    },
    () => seeds(d, 186, 178, 84, 10, 14, "#d4685a", { length: 9, width: 6 }),
  );
  leaf(d, 84, 250, 30, -34);
  leaf(d, 88, 254, 32, 6);
}

export function spinach_quiche(d) {
  room(d, "pies");
  plate(d, 196, 236, 154, tones.terracotta);
  quiche(
    d,
    d.linear(["#b9c870", "#8aa64c"]),
    () => {
      seeds(d, 184, 137, 64, 16, 18, "#4f7f3a", { length: 16, width: 9 });
      seeds(d, 186, 135, 62, 14, 10, "#82ac58", { length: 10, width: 4 });
      d.path(
        flake(136, 142, 11, 7, 10) +
          flake(178, 128, 11, 7, -14) +
          flake(208, 146, 12, 7, 20) +
          flake(228, 118, 11, 7, -8) +
          flake(160, 150, 8, 5, 30),
        "#fffdf4",
      );
    },
    () => {
      seeds(d, 186, 178, 86, 11, 16, "#4f7f3a", { length: 14, width: 6 });
      d.path(flake(130, 172, 9, 6) + flake(196, 184, 10, 6) + flake(252, 182, 9, 6), "#fffdf4");
    },
  );
}

/** A whole pie or tart in a dish of `tone`: an oval with a crimped edge. `fill` paints what is in it. */
function whole(d, y, [light, middle, dark], fill) {
  const crust = d.linear(["#f9d694", "#e0a152", "#a9682a"]);
  shadow(d, 200, y + 54, 140, 40);
  const side = `M52 ${y + 4}C54 ${y + 34} 72 ${y + 58} 92 ${y + 68}Q200 ${y + 98} 308 ${y + 68}C328 ${y + 58} 346 ${y + 34} 348 ${y + 4}Z`;
  d.path(side, d.round(light, [light, 1, 0.2], [middle, 1, 0.6], dark));
  let flutes = "";
  for (let i = 2; i < 13; i += 1) {
    const across = Math.cos((i * Math.PI) / 14);
    const drop = Math.sin((i * Math.PI) / 14);
    flutes += `M${n(200 - across * 142)} ${n(y + 10 + drop * 54)}L${n(200 - across * 122)} ${n(y + 56 + drop * 20)}`;
  }
  d.line(flutes, dark, 3, { opacity: ".45" });
  d.ellipse(200, y + 5, 152, 62, dark);
  d.ellipse(200, y, 152, 62, d.linear([light, middle]));
  d.ellipse(200, y - 1, 144, 58, crust);
  d.ellipse(200, y + 2, 126, 48, "#8f4f1d", { opacity: ".6" });
  fill(d);
  let crimps = "";
  for (let i = 0; i < 20; i += 1) {
    const angle = (i * Math.PI) / 10;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    crimps += `M${Math.round(200 + c * 142)} ${Math.round(y - 1 + s * 57)}L${Math.round(200 + c * 128)} ${Math.round(y + s * 50)}`;
  }
  d.line(crimps, "#a9682a", 3, { opacity: ".55" });
}

export function apple_pie(d) {
  room(d, "pies");
  steam(d, 190, 86, { many: 2, high: 44 });
  whole(d, 164, tones.ocean, () => {
    d.ellipse(200, 166, 124, 46, d.linear(["#f3c766", "#c9822f"]));
    const inside = "M76 166a124 46 0 1 0 248 0a124 46 0 1 0-248 0Z";
    d.within(inside, () => {
      seeds(d, 200, 166, 114, 40, 10, "#fbe3a0", { length: 16, width: 8 });
      // Strips over and under one another.
      const across = "M60 140Q200 122 340 140M56 166Q200 148 344 166M62 192Q200 174 338 192";
      const along =
        "M112 106Q130 166 114 226M166 106Q174 166 168 226M232 106Q226 166 232 226M288 106Q270 166 286 226";
      for (const strip of [across, along]) {
        d.line(strip, "#8f4f1d", 19, { opacity: ".5", transform: "translate(2 5)" });
        d.line(strip, "#d9964a", 17);
        d.line(strip, "#f6cf8a", 9, { transform: "translate(-1 -2)", opacity: ".85" });
      }
    });
  });
  apple(d, 352, 248, 27);
}

export function pear_tart(d) {
  room(d, "pies");
  whole(d, 164, tones.porcelain, () => {
    d.ellipse(200, 166, 124, 46, d.radial(["#f9dc9a", "#e3ab56", "#b9782f"], [0.4, 0.3, 0.8]));
    specks(d, 200, 166, 112, 40, 26, "#b9782f", 3, { opacity: ".5" });
    // Halves of pears, their stems to the middle, sliced and fanned.
    for (let i = 0; i < 6; i += 1) {
      const angle = (i * Math.PI) / 3 + 0.2;
      const turn = (angle * 180) / Math.PI;
      d.group(
        { transform: `translate(200 166) scale(1 .4) rotate(${n(turn)}) translate(66 0)` },
        () => {
          d.stamp("M-52-4C-34-8-16-30 14-32C42-32 54-14 54 0C54 14 42 32 14 32C-16 30-34 8-52 4Z")(
            d.linear(["#fffdec", "#f9ebb8", "#dcb65c"]),
            { stroke: "#a9722c", "stroke-width": 3 },
          );
          d.line("M-8-14Q16-22 40-14M-14 0H46M-8 14Q16 22 40 14", "#cfa452", 3, { opacity: ".8" });
        },
      );
    }
    almonds(d, 200, 166, 104, 36, 9);
  });
}

export function onion_tart(d) {
  room(d, "pies");
  board(d, 196, 240, 336, 84, tones.dark_wood);
  quiche(
    d,
    d.linear(["#fbe8b4", "#eccb80"]),
    () => {
      d.line(
        "M112 146q16-12 32-4M138 138q18-14 36-4M170 148q18-14 34-4M172 126q18-12 34-2M204 138q18-14 34-2M214 118q16-10 28 0M146 152q14-8 26-2M222 152q16-10 28-2",
        "#fff3d0",
        5,
      );
      d.line(
        "M112 149q16-12 32-4M138 141q18-14 36-4M170 151q18-14 34-4M172 129q18-12 34-2M204 141q18-14 34-2",
        "#c9822f",
        2,
        { opacity: ".8" },
      );
      seeds(d, 186, 136, 62, 15, 20, "#5b3a1e", { length: 4, width: 2.4 });
    },
    () =>
      d.line(
        "M104 172q18-8 34 2M150 180q18-10 34 2M196 176q18-8 34 4M238 186q16-8 30 2",
        "#fffaf0",
        4,
        { opacity: ".9" },
      ),
  );
  // A glass of new wine.
  shadow(d, 342, 262, 32, 10);
  d.path(
    "M316 154Q312 206 340 210V250H322Q318 262 342 262Q366 262 362 250H346V210Q374 206 370 154Z",
    "#fff",
    { opacity: ".5" },
  );
  d.path("M317 172Q316 204 343 205Q370 204 369 172Z", d.round("#f6e5a0", "#e6c765", "#c39d3a"), {
    opacity: ".9",
  });
  d.ellipse(343, 172, 26, 6, "#fbf0c4");
  d.ellipse(343, 154, 27, 6, "none", { stroke: "#fff", "stroke-width": 2, opacity: ".9" });
}
