// Saving a change of the menu: made of the newest menu, and again when somebody else was faster.

import { type Api, asProblem, type Menu } from "@comanda/api";
import { readMenu, type TaggedMenu } from "../../api/menu.ts";
import { type Clash, merge } from "../../parts/merge.ts";
import type { Edit } from "./edits.ts";

/** How often somebody else may be faster. */
const TRIES = 4;

/** Somebody else has changed the same fields of the entry, or has taken it away. */
export class Clashed extends Error {
  readonly clashes: Clash[];
  /** The entry as it is now; nothing if it is gone. */
  readonly theirs: object | undefined;

  constructor(clashes: Clash[], theirs: object | undefined) {
    super("changed meanwhile");
    this.clashes = clashes;
    this.theirs = theirs;
  }
}

/** Makes the change of the newest menu, and answers the menu it has led to. */
export async function saveMenu(api: Api, location: string, edit: Edit): Promise<TaggedMenu> {
  for (let left = TRIES; ; left--) {
    const { menu, etag } = await readMenu(api, location);
    const { categories, products, option_groups, stock_items } = edit(menu);
    try {
      const { data, response } = await api.PUT("/v1/locations/{location}/menu", {
        params: { path: { location }, header: { "If-Match": etag } },
        body: {
          categories,
          products,
          ...(option_groups ? { option_groups } : {}),
          ...(stock_items ? { stock_items } : {}),
        },
      });
      if (!data) throw new Error("a menu without a body");
      return { menu: data, etag: response.headers.get("etag") ?? "" };
    } catch (thrown) {
      if (asProblem(thrown).code !== "products.changed-meanwhile" || left <= 1) throw thrown;
    }
  }
}

/** An entry as it was when somebody began, and as they want it. */
interface Wanted<T> {
  base: T | undefined;
  mine: T;
  find: (menu: Menu) => T | undefined;
  put: (entry: T) => Edit;
}

/** The edit that puts an entry, unless somebody else has changed the same of it. */
export function putMerged<T extends object>({ base, mine, find, put }: Wanted<T>): Edit {
  return (menu) => {
    if (!base) return put(mine)(menu);
    const theirs = find(menu);
    if (!theirs) throw new Clashed([], undefined);
    const { value, clashes } = merge(base, mine, theirs);
    if (clashes.length > 0) throw new Clashed(clashes, theirs);
    return put(value)(menu);
  };
}
