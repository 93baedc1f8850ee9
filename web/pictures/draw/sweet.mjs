// Sweet pastries of the bakery.

import { tones } from "./palette.mjs";
import { almonds, snail, turns } from "./pastries.mjs";
import { board, cloth, crumbs, plate, room, shadow, specks } from "./scene.mjs";
import { leaf } from "./tea.mjs";

export function poppy_seed_snail(d) {
  room(d, "sweet");
  plate(d, 200, 232, 152, tones.ocean);
  snail(d, 200, 176, 112, { filling: "#2f2a33", tone: tones.crust, high: 34 });
  d.at(200, 176, () => {
    d.path(
      "M-86-6Q-70-46 0-48Q76-46 92-2Q80 12 62 2Q46 30 22 20Q-2 46-26 24Q-56 34-62 8Q-78 12-86-6Z",
      "#fffaf4",
      { opacity: ".8" },
    );
    d.line(turns(72, 32, 2.2, 0.6), "#3d3742", 8, { opacity: ".8" });
    d.line("M-66-18Q-44-38-8-40", "#fff", 5);
  });
  specks(d, 112, 250, 30, 8, 14, "#2f2a33", 2.6);
}

/** A doughnut of yeast dough: two brown halves with a pale ring between. */
function bun(d, x, y, rx) {
  const h = rx * 1.24;
  shadow(d, x, y, rx * 1.02, rx * 0.26);
  const ball = `M${x - rx} ${y - h * 0.48}C${x - rx} ${y - h * 0.98} ${x + rx} ${y - h * 0.98} ${x + rx} ${y - h * 0.48}C${x + rx} ${y - h * 0.1} ${x + rx * 0.7} ${y} ${x + rx * 0.4} ${y}H${x - rx * 0.4}C${x - rx * 0.7} ${y} ${x - rx} ${y - h * 0.1} ${x - rx} ${y - h * 0.48}Z`;
  d.path(ball, d.radial(["#e3a25a", ["#bf7431", 1, 0.55], "#86451a"], [0.36, 0.2, 0.85]));
  d.within(ball, () => {
    d.line(
      `M${x - rx} ${y - h * 0.5}Q${x} ${y - h * 0.1} ${x + rx} ${y - h * 0.5}`,
      "#f0cd8e",
      rx * 0.13,
    );
    d.line(
      `M${x - rx} ${y - h * 0.54}Q${x} ${y - h * 0.14} ${x + rx} ${y - h * 0.54}`,
      "#fdeec6",
      rx * 0.05,
    );
    d.path(
      `M${x - rx} ${y - h * 0.62}Q${x} ${y - h * 0.36} ${x + rx} ${y - h * 0.64}V${y - h * 1.1}H${x - rx}Z`,
      d.linear(
        [
          ["#fff", 0.85],
          ["#fff", 0.2],
        ],
        [0.2, 0, 0.6, 1],
      ),
    );
  });
  specks(d, x, y - h * 0.68, rx * 0.74, h * 0.18, 30, "#fff", 3);
}

export function berliner(d) {
  room(d, "sweet");
  plate(d, 200, 238, 156, tones.porcelain);
  bun(d, 262, 226, 74);
  bun(d, 146, 248, 86);
  // Plum jam, where it went in.
  d.at(0, -14, () => {
    d.path(
      "M104 192Q92 200 100 210Q112 214 118 204Q118 194 104 192Z",
      d.radial(["#a4425f", "#5f1d3a"]),
    );
    d.path("M102 208q-6 16 2 26q8 2 8-8q-4-8 0-18Z", "#7a2748");
    d.ellipse(105, 198, 3.5, 2.4, "#fff", { opacity: ".7" });
  });
}

export function apple(d, x, y, r) {
  shadow(d, x, y + r, r * 1.1, r * 0.3);
  d.path(
    `M${x} ${y - r * 0.72}C${x + r * 0.5} ${y - r * 1.1} ${x + r * 1.1} ${y - r * 0.6} ${x + r} ${y + r * 0.1}C${x + r * 0.9} ${y + r * 0.8} ${x + r * 0.4} ${y + r * 1.1} ${x} ${y + r * 0.92}C${x - r * 0.4} ${y + r * 1.1} ${x - r * 0.9} ${y + r * 0.8} ${x - r} ${y + r * 0.1}C${x - r * 1.1} ${y - r * 0.6} ${x - r * 0.5} ${y - r * 1.1} ${x} ${y - r * 0.72}Z`,
    d.radial(["#f39a7c", "#d8432f", "#8f1f1c"], [0.32, 0.28, 0.85]),
  );
  d.line(`M${x} ${y - r * 0.7}q0-${r * 0.3} ${r * 0.2}-${r * 0.5}`, "#5b371e", 4);
  leaf(d, x + r * 0.1, y - r * 0.94, r * 0.8, -18);
  d.ellipse(x - r * 0.44, y - r * 0.3, r * 0.16, r * 0.28, "#fff", {
    opacity: ".5",
    transform: `rotate(24 ${x - r * 0.44} ${y - r * 0.3})`,
  });
}

export function apple_turnover(d) {
  room(d, "sweet");
  plate(d, 186, 238, 150, tones.sage);
  const [light, middle, dark] = tones.golden;
  shadow(d, 186, 242, 116, 22);
  // A square folded to a triangle; the edge shows its leaves.
  d.path("M66 218L176 118Q186 110 196 118L304 224Q310 234 298 236L76 244Q58 240 66 218Z", dark);
  d.path(
    "M66 212L176 112Q186 104 196 112L304 216Q310 226 298 228L76 236Q58 232 66 212Z",
    d.radial([light, [middle, 1, 0.55], dark], [0.4, 0.2, 0.85]),
  );
  d.line("M74 238L300 231M70 231L304 224", "#8f4f1d", 2, { opacity: ".55" });
  d.line(
    "M84 226l8 10M108 225l8 10M132 224l8 10M156 223l8 10M180 222l8 10M204 221l8 10M228 220l8 10M252 219l8 10M276 218l8 10",
    "#8f4f1d",
    3,
    { opacity: ".45" },
  );
  d.line("M150 196L182 140M178 200L202 152M206 202L222 172", "#7a431c", 6, { opacity: ".8" });
  d.line("M151 194L182 142M179 198L202 154", "#f2cd6e", 2.5);
  d.line("M92 198Q130 158 172 128", "#fff6d8", 6, { opacity: ".75" });
  specks(d, 188, 186, 70, 30, 30, "#fffdf8", 3.4, { opacity: ".9" });
  apple(d, 338, 230, 32);
}

export function quark_pocket(d) {
  room(d, "sweet");
  board(d, 200, 238, 340, 92);
  const [light, middle, dark] = tones.crust;
  shadow(d, 200, 238, 126, 30);
  const envelope = d.stamp(
    "M84 190L196 134Q202 131 208 134L318 186Q324 190 318 194L212 250Q204 254 196 250L84 198Q78 194 84 190Z",
  );
  envelope("#8f4f1d", { transform: "translate(0 13)" });
  envelope(d.linear([middle, dark], [0, 0, 1, 1]), { transform: "translate(0 6)" });
  envelope(d.radial([light, [middle, 1, 0.6], dark], [0.4, 0.25, 0.8]));
  // Its corners were folded to the middle, and opened again over the quark.
  const opened = d.stamp(
    "M100 194Q176 190 194 148Q202 140 210 148Q222 186 302 190Q226 200 212 236Q204 244 196 236Q178 200 100 194Z",
  );
  opened("#8f4f1d", { opacity: ".65", transform: "translate(2 4)" });
  opened(d.radial(["#fffdf2", "#fbecc0", "#e9c06c"], [0.5, 0.45, 0.6]));
  d.path("M166 188Q198 168 238 188Q226 204 202 206Q178 204 166 188Z", "#fffdf2", { opacity: ".8" });
  d.line("M112 184L176 152M226 154L290 184M118 204L178 234", "#fff2cf", 6, { opacity: ".7" });
  specks(d, 202, 192, 100, 44, 40, "#fff", 3, { opacity: ".85" });
  d.path(
    "M186 186a7 4 0 1 0 14 0a7 4 0 1 0-14 0M208 194a7 4 0 1 0 14 0a7 4 0 1 0-14 0M192 200a6 3.6 0 1 0 12 0a6 3.6 0 1 0-12 0",
    "#9c6a2a",
  );
}

export function almond_horn(d) {
  room(d, "sweet");
  cloth(d, 200, 236, 350, 110, "#cf7350");

  const horn =
    "M78 222C62 148 120 104 200 104C280 104 338 148 322 222Q318 244 296 240Q276 236 280 214C284 178 250 164 200 164C150 164 116 178 120 214Q124 236 104 240Q82 244 78 222Z";
  d.at(
    0,
    62,
    () => {
      d.path(horn, "#3a1c10", { opacity: ".28", transform: "translate(10 16)" });
      d.path(horn, "#8f4f1d", { transform: "translate(0 10)" });
      d.path(horn, d.linear(["#fbdf9e", "#e0a04a", "#a9682a"]));
      d.within(horn, () => {
        d.path(
          "M60 196Q98 184 140 198V256H60ZM340 196Q302 184 260 198V256H340Z",
          d.linear(tones.choc),
        );
        d.line("M84 206Q94 200 108 202M292 206Q302 200 314 204", "#b98563", 5, { opacity: ".8" });
      });
      almonds(d, 128, 156, 30, 28, 9);
      almonds(d, 200, 134, 56, 20, 13);
      almonds(d, 272, 156, 30, 28, 9);
    },
    { squeeze: 0.74 },
  );
  crumbs(d, 200, 262, 40, 7);
}
