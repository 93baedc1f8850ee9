import { Kept } from "../../lib/kept.ts";
import { NO_TASTES, type Tastes } from "./tastes.ts";

/** What somebody looks for, kept from visit to visit. */
export const tastesKept = new Kept<Tastes>("tastes", NO_TASTES);
