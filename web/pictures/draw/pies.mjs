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

/** A whole pie or tart in its tin: an oval with a crimped edge. `fill` paints what is in it. */
function whole(d, y, fill) {
  const crust = d.linear(["#f6cf8a", "#d9964a", "#9c5a20"]);
  shadow(d, 200, y + 34, 148, 46);
  d.path(
    `M52 ${y}L78 ${y + 44}Q200 ${y + 92} 322 ${y + 44}L348 ${y}Z`,
    d.round("#e3a862", "#c07a34", "#86481a"),
  );
  let flutes = "";
  for (let i = 3; i < 10; i += 1) {
    const x = 200 - Math.cos((i * Math.PI) / 12) * 146;
    const drop = Math.sin((i * Math.PI) / 12);
    flutes += `M${n(x)} ${n(y + drop * 56)}L${n(200 + (x - 200) * 0.86)} ${n(y + 42 + drop * 22)}`;
  }
  d.line(flutes, "#7a431c", 4, { opacity: ".4" });
  d.ellipse(200, y, 150, 60, crust);
  d.ellipse(200, y + 2, 132, 51, "#8f4f1d", { opacity: ".6" });
  fill(d);
  let crimps = "";
  for (let i = 0; i < 24; i += 1) {
    const angle = (i * Math.PI) / 12;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    crimps += `M${Math.round(200 + c * 148)} ${Math.round(y + s * 58)}L${Math.round(200 + c * 134)} ${Math.round(y + s * 52)}`;
  }
  d.line(crimps, "#a9682a", 3, { opacity: ".55" });
}

export function apple_pie(d) {
  room(d, "pies");
  steam(d, 176, 96, { many: 3, high: 44 });
  whole(d, 178, () => {
    d.ellipse(200, 180, 130, 50, d.linear(["#f3c766", "#c9822f"]));
    const inside = "M70 180a130 50 0 1 0 260 0a130 50 0 1 0-260 0Z";
    d.within(inside, () => {
      seeds(d, 200, 180, 120, 44, 18, "#fbe3a0", { length: 16, width: 8 });
      // Strips over and under one another.
      const across = "M60 152Q200 128 340 152M56 180Q200 156 344 180M62 208Q200 184 338 208";
      const along =
        "M120 120Q140 180 124 240M170 120Q180 180 172 240M226 120Q220 180 228 240M280 120Q262 180 276 240";
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
  whole(d, 180, () => {
    d.ellipse(200, 182, 130, 50, d.radial(["#f9dc9a", "#e3ab56", "#b9782f"], [0.4, 0.3, 0.8]));
    for (let i = 0; i < 7; i += 1) {
      const angle = (i * Math.PI) / 3.5 + 0.35;
      const x = 200 + Math.cos(angle) * 74;
      const y = 181 + Math.sin(angle) * 28;
      d.at(
        x,
        y,
        () => {
          d.at(
            0,
            0,
            () => {
              d.path(
                "M-40 0C-22-6-8-22 16-21C40-20 46-8 46 0C46 8 40 20 16 21C-8 22-22 6-40 0Z",
                d.linear(["#fffbe6", "#f9e7ae", "#dbb056"]),
                { stroke: "#b9782f", "stroke-width": 2 },
              );
              d.line("M-6-6Q16-12 34-6M-6 5Q16 11 34 5", "#c9963c", 2, { opacity: ".6" });
            },
            { turn: (angle * 180) / Math.PI },
          );
        },
        { squeeze: 0.42 },
      );
    }
    almonds(d, 200, 181, 20, 8, 5);
    specks(d, 200, 180, 116, 42, 18, "#fff", 3, { opacity: ".7" });
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
