// What people do in the customer's app, in the words they see.

import { LOCATION } from "./cafe.js";

export const MENU = `/order/l/${LOCATION}`;

/** Puts a product into the cart from its sheet; `choose` chooses options there first. */
export async function add(page, product, choose = async () => {}) {
    if (!page.url().endsWith(MENU)) await page.goto(MENU);
    await page.getByRole("link", { name: product, exact: true }).first().click();
    const sheet = page.getByRole("dialog", { name: product });
    await choose(sheet);
    await sheet.getByRole("button", { name: /^Add · / }).click();
    await sheet.waitFor({ state: "hidden" });
}

/** From the cart to an order that is placed; the page shows it then. Answers its id. */
export async function order(page, name = "Anna") {
    await page.goto(`${MENU}/checkout`);
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByRole("button", { name: /^Order · / }).click();
    return placed(page);
}

/** The id of the order that the page has gone to. */
export async function placed(page) {
    await page.waitForURL(/\/order\/orders\/ord_/);
    return /ord_[0-9a-z]+/.exec(page.url())[0];
}
