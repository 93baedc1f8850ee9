// What was done, to be read and to be looked for.

import type { components } from "@comanda/api";
import type { Key } from "../../words/index.ts";

type Entry = components["schemas"]["AuditEntry"];
type Say = (key: Key) => string;

/** The operations that are recorded, and have a name of ours. */
const NAMED = [
  "deed_createLocation",
  "deed_updateLocation",
  "deed_switchLocation",
  "deed_setPace",
  "deed_replaceMenu",
  "deed_addCategory",
  "deed_updateCategory",
  "deed_removeCategory",
  "deed_reorderCategories",
  "deed_addProduct",
  "deed_updateProduct",
  "deed_removeProduct",
  "deed_reorderProducts",
  "deed_setProductAvailability",
  "deed_addOptionGroup",
  "deed_updateOptionGroup",
  "deed_removeOptionGroup",
  "deed_setOptionAvailability",
  "deed_addPicture",
  "deed_removePicture",
  "deed_setStockLevel",
  "deed_adjustStock",
  "deed_cancelOrder",
  "deed_refundPayment",
  "deed_inviteStaff",
  "deed_updateStaff",
  "deed_disableStaff",
  "deed_enableStaff",
  "deed_resetStaffMfa",
  "deed_signOutStaff",
  "deed_eraseCustomer",
  "deed_exportCustomer",
  "deed_startWorkflowExecution",
  "deed_stopWorkflowExecution",
  "deed_redriveWorkflowExecution",
] as const satisfies readonly Key[];

/** An operation in words; one the server has learnt since by its own name, `closeBar`: `Close bar`. */
export function inWords(operation: string, t: Say): string {
  const key = NAMED.find((one) => one === `deed_${operation}`);
  if (key) return t(key);
  const words = operation.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whether an entry has every word that is looked for, wherever. */
export function matching(entry: Entry, looked: string, t: Say): boolean {
  const what = inWords(entry.operation, t);
  const text = [entry.by.name, entry.by.id, entry.by.role, what, entry.path]
    .filter(Boolean)
    .join(" ")
    .toLowerCase();
  return looked
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
