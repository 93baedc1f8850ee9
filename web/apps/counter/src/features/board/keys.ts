// The board by keyboard: arrows go from ticket to ticket, digits jump to a number.

export type Arrow = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

const ARROWS: ReadonlySet<string> = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);

export function isArrow(key: string): key is Arrow {
  return ARROWS.has(key);
}

/**
 * The ticket an arrow leads to. Columns are lists of ids, in reading direction; from nowhere it is the
 * first there is, and at an edge it stays.
 */
export function moved(
  columns: readonly (readonly string[])[],
  from: string | undefined,
  arrow: Arrow,
  isRightToLeft = false,
): string | undefined {
  const column = columns.findIndex((ids) => from !== undefined && ids.includes(from));
  const ids = columns[column];
  if (!ids || from === undefined) return columns.find((some) => some.length > 0)?.[0];
  const row = ids.indexOf(from);
  if (arrow === "ArrowUp") return ids[Math.max(0, row - 1)];
  if (arrow === "ArrowDown") return ids[Math.min(ids.length - 1, row + 1)];
  const step = (arrow === "ArrowRight") === isRightToLeft ? -1 : 1;
  // An empty column is stepped over.
  for (let next = column + step; columns[next]; next += step) {
    const there = columns[next];
    if (there && there.length > 0) return there[Math.min(row, there.length - 1)];
  }
  return from;
}

/** How long two digits of one number may be apart. */
export const DIGITS_WITHIN_MS = 1_200;

/** Collects the digits of a number as they are typed. */
export class Digits {
  #typed = "";
  #last = 0;

  /** The number so far, with this digit. */
  type(digit: string, now: number): string {
    this.#typed = now - this.#last > DIGITS_WITHIN_MS ? digit : this.#typed + digit;
    this.#last = now;
    return this.#typed.replace(/^0+(?=\d)/, "");
  }
}
