// Two people change the same entry. What only one of them has changed is taken from that one; what both
// have changed differently, somebody has to decide.

export interface Clash {
  field: string;
  mine: unknown;
  theirs: unknown;
}

export interface Merged<T> {
  value: T;
  clashes: Clash[];
}

const same = (one: unknown, other: unknown) => stable(one) === stable(other);

/** What `mine` and `theirs` make of `base` together. Where they clash, `value` has mine. */
export function merge<T extends object>(base: T, mine: T, theirs: T): Merged<T> {
  const value = { ...theirs };
  const clashes: Clash[] = [];
  const fields = new Set([...Object.keys(mine), ...Object.keys(base)]) as Set<keyof T & string>;
  for (const field of fields) {
    if (same(mine[field], base[field])) continue;
    value[field] = mine[field];
    if (!same(theirs[field], base[field]) && !same(theirs[field], mine[field])) {
      clashes.push({ field, mine: mine[field], theirs: theirs[field] });
    }
  }
  return { value, clashes };
}

/** JSON by which two values are the same: members in one sequence, and what is empty left out. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_, part) => {
    if (part === null || part === "") return undefined;
    if (typeof part !== "object" || Array.isArray(part)) return part;
    return Object.fromEntries(
      Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)),
    );
  });
}
