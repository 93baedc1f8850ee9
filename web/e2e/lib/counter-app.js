// What people do at the counter, in the words they see.

import { LOCATION } from "./cafe.js";
import { TABLET } from "./chromium.js";

export const HERE = `/counter/l/${LOCATION}`;

/** The board of somebody who works here, with its tickets live. */
export async function board(cafe, person, more = {}) {
    const page = await cafe.signedIn("counter", person, { viewport: TABLET, ...more });
    await page.goto(HERE);
    await page.getByRole("heading", { name: "New" }).waitFor();
    return page;
}

/** The ticket of an order on a page of the counter. */
export const ticket = (page, { number }) =>
    page.getByRole("article", { name: new RegExp(`${number}\\b`) });
