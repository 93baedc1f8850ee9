// What was done, in words.

import type { Key } from "../../words/index.ts";

type Say = (key: Key) => string;

/** The operations that are recorded, and have a name of ours. */
export const OPERATIONS = [
  "createLocation",
  "updateLocation",
  "switchLocation",
  "setPace",
  "replaceMenu",
  "addCategory",
  "updateCategory",
  "removeCategory",
  "reorderCategories",
  "addProduct",
  "updateProduct",
  "removeProduct",
  "reorderProducts",
  "setProductAvailability",
  "addOptionGroup",
  "updateOptionGroup",
  "removeOptionGroup",
  "setOptionAvailability",
  "addPicture",
  "removePicture",
  "setStockLevel",
  "adjustStock",
  "cancelOrder",
  "refundPayment",
  "inviteStaff",
  "updateStaff",
  "disableStaff",
  "enableStaff",
  "resetStaffMfa",
  "signOutStaff",
  "eraseCustomer",
  "exportCustomer",
  "startWorkflowExecution",
  "stopWorkflowExecution",
  "redriveWorkflowExecution",
] as const;

/** An operation in words; one the server has learnt since by its own name, `closeBar`: `Close bar`. */
export function inWords(operation: string, t: Say): string {
  const known = OPERATIONS.find((one) => one === operation);
  if (known) return t(`deed_${known}`);
  const words = operation.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The pages there are for something, by what its address in the API begins with. */
const PAGES: [RegExp, string][] = [
  [/^orders\/(ord_\w+)/, "/orders/"],
  [/^customers\/([^/]+)/, "/customers/"],
  [/^menu\/products\/(prd_[\w-]+)/, "/menu/products/"],
];

interface Parts {
  location: string | undefined;
  rest: string;
  page: string | undefined;
}

/**
 * The address of something in the API, taken apart: where it is, what is left, and its page. Pages of a
 * location are of the chosen one: what is elsewhere has none.
 */
export function partsOf(path: string, chosen: string): Parts {
  const [, location, rest = ""] = /^\/v1\/(?:locations\/([\w-]+)\/?)?(.*)$/.exec(path) ?? [];
  for (const [begins, page] of PAGES) {
    const id = begins.exec(rest)?.[1];
    const isHere = location === undefined || location === chosen;
    if (id && isHere) return { location, rest, page: page + id };
  }
  return { location, rest, page: undefined };
}
