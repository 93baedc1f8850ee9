// Two baristas press the same button of the same ticket.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Cafe, ordered } from "../lib/cafe.js";
import { board, ticket } from "../lib/counter-app.js";
import { eventually } from "../lib/program.js";
import { throughout } from "../lib/throughout.js";

const cafe = throughout(new Cafe());

test("of two baristas who begin one ticket at once, one has it and the other is told", async () => {
    const both = [];
    for (let count = 0; count < 2; count += 1) both.push(await board(cafe, await cafe.staff("barista")));
    const anna = await cafe.api("customer", "anna");
    const order = await ordered(anna);
    const begin = (page) => ticket(page, order).getByRole("button", { name: /^Start/ });
    await Promise.all(both.map((page) => begin(page).waitFor()));
    // Neither is on its way before the other is: a board that hears of it has no button any more.
    const begun = `**/v1/orders/${order.id}/start`;
    const asked = Promise.all(both.map((page) => page.waitForRequest(begun)));
    for (const page of both) {
        await page.route(begun, async (route) => {
            await asked;
            await route.continue();
        });
    }
    await Promise.all(both.map((page) => begin(page).click()));

    // Both see it being made, and exactly one of them may go on.
    const column = (page) => page.getByRole("region", { name: /Preparing/ });
    await Promise.all(both.map((page) => column(page).getByText(order.number).waitFor()));
    const refused = async (page) => (await page.getByText(/ has it$/).count()) > 0;
    const told = await eventually(async () => {
        const said = await Promise.all(both.map(refused));
        return said.includes(true) && said;
    }, "a barista who is told");
    assert.equal(told.filter(Boolean).length, 1, "one is told that a colleague has it");
    const { timeline } = await anna("GET", `/v1/orders/${order.id}`);
    assert.equal(timeline.filter(({ event }) => event === "started").length, 1);
    assert.deepEqual(both.flatMap((page) => page.complaints()), []);
});
