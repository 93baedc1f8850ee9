// The way of a drink: a customer orders, a barista makes it, and the customer sees it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Cafe } from "../lib/cafe.js";
import { board, ticket } from "../lib/counter-app.js";
import { add, order } from "../lib/order-app.js";
import { throughout } from "../lib/throughout.js";

const cafe = throughout(new Cafe());

/** The number of an order, once its page shows one. */
async function called(page) {
    const heading = page.getByRole("heading", { level: 1, name: /^\S*\d+$/ });
    return (await heading.textContent()).trim();
}

test("a guest orders, a barista makes it, and the guest sees it ready at once", async (t) => {
    const barista = await board(cafe, await cafe.staff("barista"));
    const guest = await cafe.page();
    await add(guest, "Flat white", (sheet) => sheet.getByLabel(/^Oat drink/).check());
    await order(guest, "Anna");
    const number = await called(guest);

    const made = ticket(barista, { number });
    await made.getByText("Oat drink").waitFor();
    await made.getByText("Anna").waitFor();
    await made.getByRole("button", { name: /^Start/ }).click();
    await guest.getByText("We are making it").waitFor();

    const pressed = performance.now();
    await made.getByRole("button", { name: /^Ready/ }).click();
    await guest.getByText("Ready! Come and get it").waitFor();
    t.diagnostic(`seen ready after ${Math.round(performance.now() - pressed)} ms`);

    await made.getByRole("button", { name: /^Hand over/ }).click();
    await guest.getByText("Enjoy!").waitFor();
    assert.deepEqual(guest.complaints(), []);
    assert.deepEqual(barista.complaints(), []);
});
