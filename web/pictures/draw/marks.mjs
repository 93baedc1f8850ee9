// The mark: a comanda, the slip of paper that an order is written on, that is a cup as well.

import { Drawing } from "./drawing.mjs";

const SLIP =
  "M52 84H168V176L153.5 190L139 176L124.5 190L110 176L95.500 190L81 176L66.500 190L52 176Z";
const HANDLE = "M168 100H182Q206 100 206 124Q206 150 180 152H168";
const STEAM = "M88 66q-10-13 0-26t0-24M132 66q-10-13 0-26t0-24";
const LINES = "M74 110H146M74 132H120";

/** The slip, its handle and its steam, in a square of 240. */
function mark(d, { slip, lines, steam }) {
  d.line(STEAM, steam, 11);
  d.line(HANDLE, slip, 15);
  d.path(SLIP, slip, { stroke: slip, "stroke-width": 8, "stroke-linejoin": "round" });
  d.line(LINES, lines, 12);
}

function logo(name, colours) {
  const d = new Drawing(name, 240, 216);
  d.at(-6, 4, () => mark(d, colours));
  return d;
}

/** An icon that may be cut to a circle: all that matters lies within the middle four fifths. */
function icon(name, ground, paint) {
  const d = new Drawing(name, 512, 512);
  d.rect(0, 0, 512, 512, ground);
  d.path("M0 0H190L0 330Z", "#fff", { opacity: ".1" });

  paint(d);
  return d;
}

const order = (d) =>
  d.at(49, 54, () => mark(d, { slip: "#fffaf0", lines: "#8f3f14", steam: "#fbe0cf" }), {
    scale: 1.62,
  });

/** The bell on the counter. */
function counter(d) {
  d.path("M128 312C128 226 184 170 256 170C328 170 384 226 384 312Z", "#f3cf74");
  d.path("M160 300C164 244 196 208 238 200", "none", {
    stroke: "#fff",
    "stroke-width": 14,
    "stroke-linecap": "round",
    opacity: ".8",
  });
  d.rect(104, 318, 304, 40, "#fffaf0", { rx: 20 });
  d.circle(256, 146, 24, "#fffaf0");
  d.rect(246, 146, 20, 30, "#fffaf0");
  d.line("M112 196l-22-18M150 146l-14-26M400 196l22-18M362 146l14-26", "#f6dfae", 15);
}

/** The shop front, with the day's bars in its window. */
function office(d) {
  d.path("M132 250H380V388Q380 398 370 398H142Q132 398 132 388Z", "#fffaf0");
  for (const [i, colour] of ["#fffaf0", "#e0ad45", "#fffaf0", "#e0ad45", "#fffaf0"].entries()) {
    const x = 112 + i * 57.6;
    const slant = (2 - i) * 8;
    d.path(
      `M${x + slant + 8} 138H${x + 57.6 + slant - 8 + (i < 4 ? 0 : 0)}L${x + 57.6} 232A28.800 28.800 0 0 1 ${x} 232Z`,
      colour,
    );
  }
  d.rect(124, 126, 264, 24, "#fffaf0", { rx: 12 });
  d.line("M192 366V332M234 366V300M276 366V318M318 366V284", "#557a60", 24);
}

export function* marks() {
  yield logo("logo", { slip: "#8f3f14", lines: "#fffaf0", steam: "#c9774a" });
  yield logo("logo-dark", { slip: "#f2ab78", lines: "#2a1c16", steam: "#c9775a" });
  yield icon("icon-order", "#8f3f14", order);
  yield icon("icon-counter", "#2f5d72", counter);
  yield icon("icon-office", "#557a60", office);
}
