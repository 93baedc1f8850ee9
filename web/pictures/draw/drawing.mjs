// An SVG in the making: shapes in the order they are painted, and the gradients they share.

/** A number as short as it can be without being seen to differ. */
export const n = (value) => String(Math.round(value * 10) / 10).replace(/^(-?)0\./, "$1.");

/** The same numbers whenever the same name is drawn, so that crumbs stay where they fell. */
export function chance(name) {
  let state = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7);
  return (from = 0, to = 1) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return from + (((t ^ (t >>> 14)) >>> 0) / 4294967296) * (to - from);
  };
}

const attributes = (more) =>
  Object.entries(more)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${typeof value === "number" ? n(value) : value}"`)
    .join("");

export class Drawing {
  constructor(name, width = 400, height = 300) {
    this.name = name;
    this.random = chance(name);
    this.size = [width, height];
    this.shapes = [];
    this.definitions = new Map();
  }

  add(markup) {
    this.shapes.push(markup);
    return this;
  }

  /** Something in <defs>, once, by the address that shapes name it with. */
  define(markup) {
    if (!this.definitions.has(markup)) {
      this.definitions.set(markup, `g${this.definitions.size.toString(36)}`);
    }
    return `url(#${this.definitions.get(markup)})`;
  }

  stops(colours) {
    return colours
      .map((colour, at) => {
        const [paint, opacity, offset] = [colour].flat();
        const place = offset ?? at / (colours.length - 1);
        const see = opacity === undefined ? "" : ` stop-opacity="${n2(opacity)}"`;
        return `<stop offset="${n2(place)}" stop-color="${paint}"${see}/>`;
      })
      .join("");
  }

  /** Colours along a line, by default from the light at the upper left to the lower right. */
  linear(colours, [x1, y1, x2, y2] = [0, 0, 1, 1]) {
    const line = attributes({ x1, y1, x2, y2 });
    return this.define(`<linearGradient${line}>${this.stops(colours)}</linearGradient>`);
  }

  /** From left to right, as things that are round about an upright axis are lit. */
  round(...colours) {
    return this.linear(colours, [0, 0, 1, 0]);
  }

  /** Colours around a point, by default that which the light meets first. */
  radial(colours, [cx, cy, r] = [0.35, 0.28, 0.8]) {
    const circle = attributes({ cx: n2(cx), cy: n2(cy), r: n2(r) });
    return this.define(`<radialGradient${circle}>${this.stops(colours)}</radialGradient>`);
  }

  path(d, fill, more = {}) {
    return this.add(`<path d="${tight(d)}"${attributes({ fill, ...more })}/>`);
  }

  /** A path that is painted several times: a function that paints it, with a fill of its own. */
  stamp(d) {
    const id = this.define(`<path d="${tight(d)}"/>`).slice(5, -1);
    return (fill, more = {}) => this.add(`<use href="#${id}"${attributes({ fill, ...more })}/>`);
  }

  /** A line of one width with round ends. */
  line(d, stroke, width, more = {}) {
    const how = {
      fill: "none",
      stroke,
      "stroke-width": width,
      "stroke-linecap": "round",
    };
    return this.path(d, undefined, {
      ...how,
      "stroke-linejoin": "round",
      ...more,
    });
  }

  ellipse(cx, cy, rx, ry, fill, more = {}) {
    return this.add(`<ellipse${attributes({ cx, cy, rx, ry, fill, ...more })}/>`);
  }

  circle(cx, cy, r, fill, more = {}) {
    return this.add(`<circle${attributes({ cx, cy, r, fill, ...more })}/>`);
  }

  rect(x, y, width, height, fill, more = {}) {
    return this.add(`<rect${attributes({ x, y, width, height, fill, ...more })}/>`);
  }

  /** What `paint` draws, with attributes that hold for all of it. */
  group(more, paint) {
    this.add(`<g${attributes(more)}>`);
    paint(this);
    return this.add("</g>");
  }

  /** Moved, and then turned (degrees) and scaled about where it was moved to. */
  at(x, y, paint, { turn = 0, scale = 1, squeeze = scale } = {}) {
    const turned = turn === 0 ? "" : `rotate(${n(turn)})`;
    const scaled = scale === 1 && squeeze === 1 ? "" : `scale(${n2(scale)} ${n2(squeeze)})`;
    return this.group({ transform: `translate(${n(x)} ${n(y)})${turned}${scaled}` }, paint);
  }

  /** What `paint` draws, as far as it lies within a path. */
  within(d, paint) {
    const shape = `<clipPath><path d="${tight(d)}"/></clipPath>`;
    return this.group({ "clip-path": this.define(shape) }, paint);
  }

  toString() {
    const [width, height] = this.size;
    const named = [...this.definitions].map(([markup, id]) =>
      markup.replace(/^<(\w+)/, `<$1 id="${id}"`),
    );
    const defs = named.length === 0 ? "" : `<defs>${named.join("")}</defs>`;
    const box = `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`;
    return `<svg xmlns="http://www.w3.org/2000/svg" ${box}>${defs}${this.shapes.join("")}</svg>\n`;
  }
}

const n2 = (value) => String(Math.round(value * 100) / 100).replace(/^(-?)0\./, "$1.");

/** A path without the digits and blanks that nobody sees. */
const tight = (d) =>
  d
    .replace(/-?\d*\.\d+(e-?\d+)?/g, (number) => n(Number(number)))
    .replace(/\s+/g, " ")
    .replace(/ ?([A-Za-z,]) ?/g, "$1")
    .replace(/[ ,]-/g, "-")
    .trim();

/** The outline of an ellipse that is turned, for many of one colour in one path. */
export function flake(x, y, rx, ry, turn = 0) {
  const angle = (turn * Math.PI) / 180;
  const [dx, dy] = [Math.cos(angle) * rx, Math.sin(angle) * rx];
  const arc = `a${n(rx)} ${n(ry)} ${Math.round(turn)} 1 0`;
  return `M${n(x - dx)} ${n(y - dy)}${arc} ${n(2 * dx)} ${n(2 * dy)}${arc} ${n(-2 * dx)} ${n(-2 * dy)}`;
}

/** The outline of an ellipse,, to cut to or to join with others. */
export const oval = (cx, cy, rx, ry) =>
  `M${n(cx - rx)} ${n(cy)}a${n(rx)} ${n(ry)} 0 1 0 ${n(2 * rx)} 0a${n(rx)} ${n(ry)} 0 1 0 ${n(-2 * rx)} 0Z`;
