// What a café does not offer is not offered in its apps.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Cafe } from "../lib/cafe.js";
import { add, order } from "../lib/order-app.js";
import { Person } from "../lib/person.js";
import { throughout } from "../lib/throughout.js";

const LOCATION = "/v1/locations/loc_demo-cafe";

const cafe = throughout(new Cafe({ COMANDA_PAYMENTS__SANDBOX: "false" }));

/** The manager ticks or unticks ways to get an order, and saves. */
async function offers(office, ...ways) {
    await office.goto("/office/capacity");
    const chosen = office.getByRole("group", { name: "How guests get their orders" });
    for (const way of ways) await chosen.getByText(way, { exact: true }).click();
    await office.getByRole("button", { name: "Save" }).click();
    await office.getByText("Saved").first().waitFor();
}

async function fulfilments() {
    const answer = await fetch(`${cafe.origin}${LOCATION}`);
    return (await answer.json()).ordering.fulfilments;
}

test("a manager says how guests get their orders, and only that is offered", async () => {
    const office = await cafe.signedIn("office", await cafe.staff("manager"));
    await offers(office, "Brought to the table", "Delivered to an address");
    assert.deepEqual(await fulfilments(), ["pickup"]);

    const guest = await cafe.page();
    await add(guest, "Espresso");
    await guest.goto("/order/l/loc_demo-cafe/checkout");
    const ways = guest.getByRole("group", { name: "How would you like it?" }).getByRole("radio");
    await ways.first().waitFor();
    assert.equal(await ways.count(), 1);
    // Nor is a card, which this server does not take.
    const payments = guest.getByRole("group", { name: "Payment" }).getByRole("radio");
    assert.equal(await payments.count(), 1);
    await order(guest);
    assert.deepEqual(guest.complaints(), []);

    await offers(office, "Picked up", "Delivered to an address");
    assert.deepEqual(await fulfilments(), ["delivery"]);
    await add(guest, "Espresso");
    await guest.goto("/order/l/loc_demo-cafe/checkout");
    await guest.getByLabel("Address", { exact: true }).fill("Oranienstraße 12\n10999 Berlin");
    assert.equal(await ways.count(), 1);
    await order(guest);

    await offers(office, "Delivered to an address", "Brought to the table");
    assert.deepEqual(await fulfilments(), ["dine-in"]);
    await add(guest, "Espresso");
    await guest.goto("/order/l/loc_demo-cafe/checkout");
    await guest.getByText("Scan the code on yours to order.").waitFor();
    assert.ok(await guest.getByRole("button", { name: /^Order · / }).isDisabled());
    await guest.goto("/order/l/loc_demo-cafe?table=7");
    // The app has read it.
    await guest.getByText("Table 7").first().waitFor();
    await guest.goto("/order/l/loc_demo-cafe/checkout");
    await guest.getByText("Table 7").first().waitFor();
    assert.equal(await ways.count(), 1);
    await order(guest);
});

test("somebody makes an account from the app, and comes back signed in", async () => {
    const page = await cafe.page();
    const person = new Person(cafe.program);
    await page.goto("/order/me");
    await page.getByRole("button", { name: "Create an account" }).click();
    await page.waitForURL(/\/sign-up/);
    await page.getByLabel("E-mail").fill(person.email);
    await page.getByLabel("Name").fill(person.name);
    await page.getByLabel("Password", { exact: true }).fill(person.password);
    await page.getByRole("button", { name: "Create account" }).click();
    await page.waitForURL(/\/sign-up\/code/);
    await page.locator('input[name="code"]').fill(await cafe.program.code(person.email));
    await page.getByRole("button", { name: /Confirm|Continue/ }).click();
    await page.waitForURL(/\/order\/me$/);
    await page.getByRole("heading", { name: person.name }).waitFor();
});

test("the app is called what the café calls itself, before and after it is installed", async () => {
    const page = await cafe.page();
    await page.goto("/order/");
    await page.getByRole("heading", { level: 1 }).waitFor();
    assert.match(await page.title(), /Café Aurora/);
    const manifest = await page.locator('link[rel="manifest"]').getAttribute("href");
    const { name } = await (await fetch(new URL(manifest, cafe.origin))).json();
    assert.equal(name, "Café Aurora");
});
