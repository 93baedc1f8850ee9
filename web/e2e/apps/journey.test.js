// The way of a drink: a customer orders, a barista makes it, and the customer sees it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Cafe, LOCATION } from "../lib/cafe.js";
import { launch } from "../lib/chromium.js";
import { add, order } from "../lib/order-app.js";

let browser;
let cafe;
before(async () => {
    browser = await launch();
    cafe = await Cafe.open(browser);
});
after(async () => {
    await cafe?.close();
    await browser?.close();
});

/** A barista's board, with its tickets live. */
async function board(person) {
    const page = await cafe.signedIn("counter", person, { viewport: { width: 1180, height: 820 } });
    await page.goto(`/counter/l/${LOCATION}`);
    await page.getByRole("heading", { name: "New" }).waitFor();
    return page;
}

/** The number of an order, once its page shows one. */
async function called(page) {
    const heading = page.getByRole("heading", { level: 1, name: /^\S*\d+$/ });
    return (await heading.textContent()).trim();
}

test("a guest orders, a barista makes it, and the guest sees it ready at once", async (t) => {
    const barista = await board(await cafe.staff("barista"));
    const guest = await cafe.page();
    await add(guest, "Flat white", (sheet) => sheet.getByLabel(/^Oat drink/).check());
    await order(guest, "Anna");
    const number = await called(guest);

    const ticket = barista.getByRole("article", { name: new RegExp(number) });
    await ticket.getByText("Oat drink").waitFor();
    await ticket.getByText("Anna").waitFor();
    await ticket.getByRole("button", { name: /^Start/ }).click();
    await guest.getByText("We are making it").waitFor();

    const pressed = performance.now();
    await ticket.getByRole("button", { name: /^Ready/ }).click();
    await guest.getByText("Ready! Come and get it").waitFor();
    t.diagnostic(`seen ready after ${Math.round(performance.now() - pressed)} ms`);

    await ticket.getByRole("button", { name: /^Hand over/ }).click();
    await guest.getByText("Enjoy!").waitFor();
    assert.deepEqual(guest.complaints(), []);
    assert.deepEqual(barista.complaints(), []);
});
