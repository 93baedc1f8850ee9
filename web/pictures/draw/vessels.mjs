// Cups, mugs, glasses and bottles, with what is in them. `y` is where they stand.

import { n, oval } from "./drawing.mjs";
import { coffee, tones } from "./palette.mjs";
import { FLAT, shadow } from "./scene.mjs";

/** How round the sides are: from the rim to the foot, as a share of the half width. */
const SHAPES = {
  cup: { foot: 0.46, belly: 0.62, low: 0.86 },
  bowl: { foot: 0.4, belly: 0.72, low: 1 },
  mug: { foot: 0.86, belly: 0.96, low: 0.7 },
  demitasse: { foot: 0.52, belly: 0.78, low: 0.9 },
};

const side = (x, top, y, rx, { foot, belly, low }) => {
  const h = y - top;
  const f = rx * foot;
  return `M${n(x - rx)} ${n(top)}C${n(x - rx)} ${n(top + h * 0.5)} ${n(x - rx * belly)} ${n(top + h * low)} ${n(x - f)} ${n(y)}Q${n(x)} ${n(y + f * FLAT * 0.8)} ${n(x + f)} ${n(y)}C${n(x + rx * belly)} ${n(top + h * low)} ${n(x + rx)} ${n(top + h * 0.5)} ${n(x + rx)} ${n(top)}Z`;
};

/** A cup of something. `art` draws on the liquid, in a circle of radius 100 about the origin. */
export function cup(
  d,
  x,
  y,
  rx,
  h,
  { tone = tones.porcelain, liquid, art, shape = "cup", handle = true, inner } = {},
) {
  const [light, middle, dark] = tone;
  const top = y - h;
  const ry = rx * FLAT;
  if (handle) {
    const reach = rx * 0.5;
    const grip = `M${n(x + rx * 0.9)} ${n(top + h * 0.2)}c${n(reach)} ${n(-h * 0.12)} ${n(reach * 1.15)} ${n(h * 0.5)} ${n(shape === "mug" ? 0 : -rx * 0.1)} ${n(h * 0.52)}`;
    const thick = Math.max(8, rx * 0.13);
    d.line(grip, dark, thick);
    d.line(grip, middle, thick * 0.55, { transform: "translate(-1 -1.5)" });
  }
  d.path(
    side(x, top, y, rx, SHAPES[shape]),
    d.round(light, [light, 1, 0.2], [middle, 1, 0.55], dark),
  );
  d.ellipse(x, top, rx, ry, d.linear([light, middle]));
  const within = oval(x, top + 1, rx - 4, ry - 2.6);
  d.path(within, inner ?? d.linear([dark, middle]));
  if (liquid) {
    d.within(within, () => {
      d.ellipse(x, top + rx * 0.07 + 2, rx - 4, ry - 2, liquid);
      if (art) {
        d.at(x, top + rx * 0.07 + 2, () => art(d), {
          scale: (rx - 6) / 100,
          squeeze: ((rx - 6) * FLAT) / 100,
        });
      }
    });
  }
  d.line(
    `M${n(x - rx * 0.78)} ${n(top + h * 0.34)}q${n(rx * 0.05)} ${n(h * 0.22)} ${n(rx * 0.16)} ${n(h * 0.36)}`,
    "#fff",
    rx * 0.06,
    {
      opacity: ".55",
    },
  );
}

/** What is left of a glass when it is filled: its outline from the rim to the foot. */
const tumbler = (x, top, y, rx, foot) => {
  const f = rx * foot;
  return `M${n(x - rx)} ${n(top)}L${n(x - f)} ${n(y - 6)}Q${n(x - f)} ${n(y)} ${n(x - f + 8)} ${n(y + f * 0.12)}Q${n(x)} ${n(y + f * 0.3)} ${n(x + f - 8)} ${n(y + f * 0.12)}Q${n(x + f)} ${n(y)} ${n(x + f)} ${n(y - 6)}L${n(x + rx)} ${n(top)}Z`;
};

/**
 * A glass. `layers` are [colour, share of the height] from the bottom up; `soft` lets them run into
 * each other. `inside` draws between the liquid and the glass's shine.
 */
export function glass(
  d,
  x,
  y,
  rx,
  h,
  { layers, soft = 0.04, foot = 0.78, full = 0.84, inside, art } = {},
) {
  const top = y - h;
  const ry = rx * 0.3;
  shadow(d, x, y + 2, rx * 1.05, rx * 0.34);
  const body = tumbler(x, top, y, rx, foot);
  d.path(body, "#fff", { opacity: ".38" });
  const level = y - h * full;
  const wide = rx * (foot + (1 - foot) * full) - 5;
  const stops = [];
  let at = 0;
  for (const [colour, share] of layers) {
    stops.push([colour, undefined, Math.max(0, at + soft)], [colour, undefined, at + share - soft]);
    at += share;
  }
  d.within(tumbler(x, top, y - 7, rx - 5, foot), () => {
    d.rect(x - rx, level, rx * 2, h, d.linear(stops, [0, 1, 0, 0]));
    d.rect(x + rx * 0.35, level, rx, h, d.round(["#3a1c10", 0], ["#3a1c10", 0.22]));
    inside?.(d, level, wide);
  });
  const upper = layers.at(-1)[0];
  d.ellipse(x, level, wide, wide * 0.3, upper);
  d.ellipse(
    x,
    level,
    wide,
    wide * 0.3,
    d.linear([
      ["#fff", 0.4],
      ["#fff", 0.05],
    ]),
  );
  if (art) {
    d.at(x, level, () => art(d), {
      scale: wide / 100,
      squeeze: (wide * 0.3) / 100,
    });
  }
  d.line(
    `M${n(x - rx)} ${n(top)}a${n(rx)} ${n(ry)} 0 1 0 ${n(rx * 2)} 0a${n(rx)} ${n(ry)} 0 1 0 ${n(-rx * 2)} 0`,
    "#fff",
    2.5,
    { opacity: ".8" },
  );
  const f = rx * foot;
  d.path(
    `M${n(x - rx * 0.84)} ${n(top + 14)}L${n(x - f * 0.82)} ${n(y - 16)}h${n(rx * 0.14)}L${n(x - rx * 0.64)} ${n(top + 18)}Z`,
    "#fff",
    { opacity: ".5" },
  );
  d.line(`M${n(x + rx * 0.88)} ${n(top + 16)}L${n(x + f * 0.9)} ${n(y - 16)}`, "#fff", 2.5, {
    opacity: ".45",
  });
}

export function ice(d, x, y, size, turn) {
  d.at(
    x,
    y,
    () => {
      const s = size / 2;
      d.rect(
        -s,
        -s,
        size,
        size,
        d.linear([
          ["#fff", 0.85],
          ["#e6f3f5", 0.5],
          ["#cfe6ea", 0.35],
        ]),
        { rx: size * 0.2 },
      );
      d.path(`M${n(-s * 0.6)} ${n(s * 0.1)}V${n(-s * 0.5)}H${n(s * 0.3)}`, "none", {
        stroke: "#fff",
        "stroke-width": 2.4,
        "stroke-linecap": "round",
      });
    },
    { turn },
  );
}

export function straw(d, x, y, length, turn, colour = "#cf7350") {
  d.at(
    x,
    y,
    () => {
      d.line(`M0 0V${n(-length)}`, colour, 8, { "stroke-linecap": "butt" });
      d.line(`M-2 0V${n(-length)}`, "#fff", 2, { opacity: ".4" });
      d.ellipse(0, -length, 4, 1.8, "#7a3a28");
    },
    { turn },
  );
}

export function bubbles(d, x, y, rx, h, many) {
  for (let i = 0; i < many; i += 1) {
    d.circle(x + d.random(-rx, rx), y - d.random(0, h), d.random(1.2, 3.2), "#fff", {
      opacity: n(d.random(0.4, 0.9)),
    });
  }
}

/** A round pot or jug's belly, for teapots and carafes. */
export function belly(d, x, y, rx, h, [light, middle, dark], see) {
  const top = y - h;
  d.path(
    `M${n(x - rx * 0.5)} ${n(top)}C${n(x - rx * 1.05)} ${n(top + h * 0.2)} ${n(x - rx * 1.2)} ${n(y - h * 0.08)} ${n(x - rx * 0.6)} ${n(y)}Q${n(x)} ${n(y + rx * 0.2)} ${n(x + rx * 0.6)} ${n(y)}C${n(x + rx * 1.2)} ${n(y - h * 0.08)} ${n(x + rx * 1.05)} ${n(top + h * 0.2)} ${n(x + rx * 0.5)} ${n(top)}Z`,
    d.radial([light, middle, dark], [0.32, 0.3, 0.78]),
    see === undefined ? {} : { opacity: see },
  );
}

/** The top of an espresso: hazel foam, darker where it breaks. */
export function crema(d, { edge = "#8a4f22", middle = coffee.crema } = {}) {
  d.circle(0, 0, 100, d.radial([middle, [middle, 1, 0.5], edge], [0.45, 0.45, 0.55]));
  d.line("M-62 22q30-24 58-8t62-20", "#e0b074", 7, { opacity: ".7" });
  d.line("M-36 48q36-12 76-2M-40-34q22-22 50-16", "#7a431c", 6, {
    opacity: ".45",
  });
}

/** Black coffee: a dark mirror with a ring of light. */
export function black(d) {
  d.circle(0, 0, 100, d.radial(["#4a2412", "#2d160c"], [0.4, 0.4, 0.6]));
  d.circle(0, 0, 90, "none", {
    stroke: "#a9683a",
    "stroke-width": 7,
    opacity: ".75",
  });
  d.path("M-64-30Q-20-66 40-54Q0-40-40-6Z", "#fff", { opacity: ".2" });
}

export const rosetta =
  (cream = coffee.milk) =>
  (d) => {
    for (let i = 0; i < 6; i += 1) {
      const wide = 26 + i * 9 - (i === 5 ? 6 : 0);
      const y = -58 + i * 19;
      d.line(
        `M${-wide} ${y - 12}Q${-wide * 0.5} ${y + 18} 0 ${y + 14}Q${wide * 0.5} ${y + 18} ${wide} ${y - 12}`,
        cream,
        11,
      );
    }
    d.path("M-30-78Q-14-92 0-74Q14-92 30-78Q26-54 0-44Q-26-54-30-78Z", cream);
    d.line("M0-60V74", cream, 7);
  };

export const heart =
  (cream = coffee.milk) =>
  (d) => {
    d.path("M0 66C-78 18-74-52-34-54Q-8-54 0-30Q8-54 34-54C74-52 78 18 0 66Z", cream);
    d.path("M0 40C-44 8-44-30-26-32Q-8-32 0-12Q8-32 26-32C44-30 44 8 0 40Z", "#e6c79c", {
      opacity: ".5",
    });
  };
