import { Kept } from "../../lib/kept.ts";

/** Where somebody was last: its menu is asked for before anything else. */
export const lastPlace = new Kept<string>("place", "");
