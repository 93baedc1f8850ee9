// What every picture has: a room lit from the upper left, and what stands between a dish and a table.

import { flake, n } from "./drawing.mjs";
import { rooms, tones } from "./palette.mjs";

/** How flat a circle on the table looks from where the guest stands. */
export const FLAT = 0.4;

/** The wall with the light of a window on it, and the table in front. */
export function room(d, kind, { table = 206 } = {}) {
  const [wall, disc, top, edge] = rooms[kind];
  d.rect(0, 0, 400, 300, wall);
  d.circle(196, 136, 124, disc);
  d.path("M0 0H52L0 98ZM82 0H150L22 206H0V136Z", "#fff", { opacity: ".2" });
  d.path(`M0 ${table}H400V300H0Z`, d.linear([edge, top], [0, 0, 0.6, 1]));
  d.rect(0, table, 400, 3, "#fff", { opacity: ".28" });
}

/** What the light leaves dark on the table, to the right of a thing. */
export function shadow(d, x, y, rx, ry = rx * 0.24, strength = 0.42) {
  const dark = "#3a1c10";
  const fill = d.radial(
    [
      [dark, strength],
      [dark, strength * 0.7, 0.55],
      [dark, 0],
    ],
    [0.5, 0.5, 0.5],
  );
  d.ellipse(x + rx * 0.13, y + ry * 0.12, rx * 1.16, ry * 1.25, fill);
}

export function steam(d, x, y, { many = 3, apart = 24, high = 56 } = {}) {
  const start = x - ((many - 1) * apart) / 2;
  const fade = d.linear(
    [
      ["#fff", 0],
      ["#fff", 0.75, 0.5],
      ["#fff", 0],
    ],
    [0, 0, 0, 1],
  );
  for (let i = 0; i < many; i += 1) {
    const left = start + i * apart;
    const h = high * (i % 2 === 0 ? 0.84 : 1);
    const wave = `M${n(left)} ${n(y)}c${n(-13)} ${n(-h * 0.28)} 13 ${n(-h * 0.4)} 1 ${n(-h * 0.64)}s5 ${n(-h * 0.26)} 3 ${n(-h * 0.36)}`;
    d.line(wave, fade, 7);
  }
}

export function saucer(d, x, y, rx, tone = tones.porcelain) {
  const [light, middle, dark] = tone;
  shadow(d, x, y + 8, rx, rx * FLAT);
  d.ellipse(x, y + 6, rx, rx * FLAT, dark);
  d.ellipse(x, y, rx, rx * FLAT, d.linear([light, middle]));
  d.ellipse(x + 2, y + 2, rx * 0.68, rx * 0.27, d.linear([dark, middle, light]), { opacity: ".7" });
  shadow(d, x + 6, y, rx * 0.46, rx * 0.16, 0.3);
}

export function plate(d, x, y, rx, tone = tones.porcelain, ratio = FLAT) {
  const [light, middle, dark] = tone;
  const ry = rx * ratio;
  shadow(d, x, y + 10, rx, ry);
  d.ellipse(x, y + 7, rx * 0.985, ry, dark);
  d.ellipse(x, y, rx, ry, d.linear([light, middle, dark]));
  d.ellipse(x, y + 1, rx * 0.97, ry * 0.95, d.linear([light, light, middle]));
  d.ellipse(x, y + 3, rx * 0.74, ry * 0.7, d.linear([dark, middle]), {
    opacity: ".55",
  });
  d.ellipse(x, y + 4.5, rx * 0.73, ry * 0.69, d.linear([middle, light]));
}

/** A wooden board, seen from where the guest stands. */
export function board(d, x, y, width, depth, [light, middle, dark] = tones.wood) {
  const w = width / 2;
  const skew = depth * 0.32;
  shadow(d, x, y + 10, w * 1.02, depth * 0.62);
  const top = (dy) =>
    `M${n(x - w + skew)} ${n(y - depth / 2 + dy)}H${n(x + w - skew)}q6 0 9 5L${n(x + w - 2)} ${n(y + depth / 2 - 6 + dy)}q4 6-4 6H${n(x - w + 6)}q-8 0-4-6L${n(x - w + skew - 9)} ${n(y - depth / 2 + 5 + dy)}q3-5 9-5Z`;
  d.path(top(9), dark);
  d.path(top(0), d.linear([light, middle]));
  for (let i = 1; i < 4; i += 1) {
    const across = y - depth / 2 + (depth * i) / 4;
    d.line(
      `M${n(x - w + skew + 14 - i * 4)} ${n(across)}q${n(w * 0.8)} ${i % 2 ? 5 : -5} ${n(w * 1.5)} 0`,
      dark,
      1.5,
      {
        opacity: ".28",
      },
    );
  }
}

/** A cloth with a stripe, under something that crumbs. */
export function cloth(d, x, y, width, depth, stripe = "#cf7350") {
  const w = width / 2;
  const h = depth / 2;
  const sheet = `M${n(x - w)} ${n(y - h * 0.2)}L${n(x - w * 0.1)} ${n(y - h)}Q${n(x)} ${n(y - h - 3)} ${n(x + w * 0.1)} ${n(y - h)}L${n(x + w)} ${n(y)}L${n(x + w * 0.12)} ${n(y + h)}Q${n(x)} ${n(y + h + 4)} ${n(x - w * 0.1)} ${n(y + h * 0.94)}Z`;
  shadow(d, x, y + 4, w * 0.92, h, 0.25);
  d.path(sheet, d.linear(["#fffaf0", "#eadcc6"]));
  d.line(
    `M${n(x - w * 0.86)} ${n(y - h * 0.08)}L${n(x + w * 0.02)} ${n(y + h * 0.86)}L${n(x + w * 0.88)} ${n(y + h * 0.05)}`,
    stripe,
    4,
    {
      opacity: ".75",
      "stroke-linecap": "butt",
    },
  );
}

export function crumbs(d, x, y, spread, many, colour = "#b8702a") {
  let all = "";
  for (let i = 0; i < many; i += 1) {
    const left = x + d.random(-spread, spread);
    all += flake(left, y + d.random(-8, 8), d.random(1.5, 3.6), d.random(1, 2.2));
  }
  d.path(all, colour);
}

/** Many small round things of one colour, as one path: each is a line of no length. */
export function specks(d, x, y, rx, ry, many, colour, width, more = {}) {
  let all = "";
  strewn(d, x, y, rx, ry, many, (left, top) => {
    all += `M${n(left)} ${n(top)}h.1`;
  });
  d.line(all, colour, width, more);
}

/** Seeds or oats: short strokes that lie in every direction, as one path. */
export function seeds(d, x, y, rx, ry, many, colour, { length = 5, width = 5 } = {}) {
  let all = "";
  strewn(d, x, y, rx, ry, many, (left, top, turn) => {
    const angle = (turn * Math.PI) / 180;
    all += `M${Math.round(left)} ${Math.round(top)}l${n(Math.cos(angle) * length)} ${n(Math.sin(angle) * length * 0.7)}`;
  });
  d.line(all, colour, width);
}

/** Flakes, seeds or berries strewn over a flat oval. `paint` draws one about the origin. */
export function strewn(d, x, y, rx, ry, many, paint) {
  for (let i = 0; i < many; i += 1) {
    // The golden angle spreads them evenly without rows.
    const far = Math.sqrt((i + 0.5) / many);
    const angle = i * 2.399963 + d.random(-0.25, 0.25);
    paint(x + Math.cos(angle) * far * rx, y + Math.sin(angle) * far * ry, d.random(0, 180), i);
  }
}

export function spoon(d, x, y, length, turn = 0) {
  const [light, middle, dark] = tones.steel;
  d.at(
    x,
    y,
    () => {
      d.line(`M0 0H${n(length)}`, dark, 5);
      d.line(`M0-1H${n(length)}`, light, 2.5);
      d.ellipse(-13, 0, 17, 8, d.linear([light, middle, dark]));
      d.ellipse(-13, 1, 12, 5, dark, { opacity: ".4" });
    },
    { turn },
  );
}
