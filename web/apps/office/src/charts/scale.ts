// Scales and ticks: how numbers become places.

/** Round steps from 0 to at least `most`: 1, 2 or 5 times a power of ten, about `wanted` of them. */
export function ticks(most: number, wanted = 4): number[] {
  if (!(most > 0)) return [0, 1];
  const rough = most / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * power).find((one) => one >= rough) ?? rough;
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, at) => at * step);
}

/** The same for things that are counted: no step is smaller than one. */
export function countTicks(most: number, wanted = 4): number[] {
  return [...new Set(ticks(Math.max(most, 1), wanted).map(Math.ceil))];
}

/** Where a value stands between 0 and `most`, on a length. */
export function along(value: number, most: number, length: number): number {
  return most > 0 ? (Math.max(0, value) / most) * length : 0;
}

export interface Band {
  from: number;
  width: number;
}

/** `count` equal places side by side, with air between them; from the right in Arabic. */
export function bands(count: number, length: number, air: number, rtl: boolean): Band[] {
  const each = length / Math.max(count, 1);
  return Array.from({ length: count }, (_, at) => {
    const from = at * each + (each * air) / 2;
    const width = each * (1 - air);
    return { from: rtl ? length - from - width : from, width };
  });
}

/** The path of a line through values, from one end to the other. */
export function line(values: number[], width: number, height: number, rtl: boolean): string {
  const most = Math.max(...values, 1);
  const step = width / Math.max(values.length - 1, 1);
  const places = values.map((value, at) => {
    const x = rtl ? width - at * step : at * step;
    const y = height - along(value, most, height);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return `M${places.join("L")}`;
}

/** An arc of a circle from the top, clockwise: `share` from 0 to 1 of all the way round. */
export function arc(share: number, radius: number, centre: number): string {
  // A whole circle begins where it ends, which no arc can say.
  const part = Math.min(Math.max(share, 0), 0.9999);
  const angle = part * 2 * Math.PI - Math.PI / 2;
  const x = centre + radius * Math.cos(angle);
  const y = centre + radius * Math.sin(angle);
  const large = part > 0.5 ? 1 : 0;
  return `M${centre} ${centre - radius}A${radius} ${radius} 0 ${large} 1 ${x.toFixed(3)} ${y.toFixed(3)}`;
}
