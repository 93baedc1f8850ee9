// The way back to an order that is being made, what is said of it, and the same again.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Cafe, LOCATION } from "../lib/cafe.js";
import { add, MENU, order } from "../lib/order-app.js";
import { beforehand, throughout } from "../lib/throughout.js";

const cafe = throughout(new Cafe());
let kitchen;
beforehand(async () => {
    kitchen = await cafe.api("manager", "Mia");
});

/** Made and handed over. */
async function make(id) {
    for (const step of ["claim", "start", "ready", "collect"]) await kitchen("POST", `/v1/orders/${id}/${step}`);
}

const back = (page) => page.getByRole("link", { name: /^Order \S+: see how far it is$/ });

test("every page leads back to an order until it is handed over", async () => {
    const page = await cafe.page();
    await add(page, "Flat white");
    const id = await order(page);
    await page.getByText("It is in the queue").first().waitFor();
    // Where it is fetched, and that nothing is paid yet.
    await page.getByRole("heading", { name: "Where to find us" }).waitFor();
    await page.getByText("To be paid when you get it").waitFor();
    await page.goto(MENU);
    await back(page).click();
    await page.waitForURL(`**/orders/${id}`);

    await make(id);
    await page.getByText("Enjoy!").waitFor();
    await page.goto(MENU);
    await page.getByRole("heading", { name: "Your usual" }).waitFor();
    assert.equal(await back(page).count(), 0);

    await page.goto("/order/orders");
    await page.getByRole("button", { name: "The same again" }).click();
    await page.waitForURL(`**${MENU}/cart`);
    await page.getByRole("link", { name: "Flat white" }).waitFor();
    assert.deepEqual(page.complaints(), []);
});

test("an order that came to its end while nobody looked is not led back to", async () => {
    const page = await cafe.page();
    await add(page, "Flat white");
    const id = await order(page);
    await page.getByText("It is in the queue").first().waitFor();
    await page.goto("about:blank");
    await make(id);
    await page.goto(MENU);
    await page.getByRole("link", { name: "Doppio", exact: true }).waitFor();
    await back(page).waitFor({ state: "hidden" });
    assert.deepEqual(page.complaints(), []);
});

test("whoever's order the café cancels reads why", async () => {
    const page = await cafe.page();
    await add(page, "Flat white");
    const id = await order(page);
    await page.getByText("It is in the queue").first().waitFor();
    await kitchen("POST", `/v1/orders/${id}/cancel`, { reason: "The grinder is broken" });
    await page.getByText("The grinder is broken").waitFor();
});

test("in a break a later time is chosen, and whoever wants it now reads until when", async () => {
    const page = await cafe.page();
    await add(page, "Espresso");
    await page.goto(`${MENU}/checkout`);
    const now = page.getByRole("radio", { name: /^As soon as possible/ });
    await now.check();
    const until = new Date(Date.now() + 40 * 60_000).toISOString();
    const pace = `/v1/locations/${LOCATION}/pace`;
    await kitchen("PUT", pace, { paused_until: until });
    await page.getByRole("button", { name: /^Order · / }).click();
    await page.getByText(/^We are taking a short break/).first().waitFor();

    await page.reload();
    await page.getByText(/^No orders until \d/).first().waitFor();
    assert.equal(await page.getByRole("radio", { name: /^At a time/ }).isChecked(), true);
    // Nobody has chosen that time: when the break ends it is as soon as possible again.
    await kitchen("PUT", pace, {});
    await page.reload();
    await page.getByRole("radio", { name: /^As soon as possible/, checked: true }).waitFor();
    await kitchen("PUT", pace, { paused_until: until });
    await page.reload();
    await page.getByRole("radio", { name: /^At a time/, checked: true }).waitFor();
    await page.getByRole("button", { name: /^Order · / }).click();
    await page.waitForURL(/\/order\/orders\/ord_/);
    await kitchen("PUT", pace, {});
    assert.deepEqual(page.complaints(), []);
});
