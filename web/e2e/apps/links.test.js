// An order from another device, guests who come back, and people with an account.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Cafe, signIn } from "../lib/cafe.js";
import { add, MENU, order } from "../lib/order-app.js";
import { Person } from "../lib/person.js";
import { beforehand, throughout } from "../lib/throughout.js";

const cafe = throughout(new Cafe());
let kitchen;
beforehand(async () => {
    kitchen = await cafe.api("barista");
});

/** All that a browser keeps where scripts can read it. */
const kept = (page) =>
    page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));

test("whoever has the link sees how far the order is, without signing in and without names", async () => {
    const guest = await cafe.page();
    await guest.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await add(guest, "Flat white");
    const id = await order(guest, "Anna");
    await guest.evaluate(() => Object.assign(navigator, { share: undefined }));
    await guest.getByRole("button", { name: "Share" }).click();
    await guest.getByText(/^Link copied/).waitFor();
    const link = await guest.evaluate(() => navigator.clipboard.readText());
    assert.match(link, new RegExp(`/order/orders/${id}#.+`));

    const friend = await cafe.page();
    await friend.goto(link);
    await friend.getByText("It is in the queue").first().waitFor();
    await kitchen("POST", `/v1/orders/${id}/start`);
    await friend.getByText("We are making it").first().waitFor();
    assert.equal(await friend.getByRole("button", { name: "Cancel the order" }).count(), 0);

    const stranger = await cafe.page();
    await stranger.goto(link.replace(/#.+/, "#0123456789abcdef"));
    await stranger.getByText("We cannot find this order").waitFor();
    assert.deepEqual([...guest.complaints(), ...friend.complaints()], []);
});

test("a guest comes back to their orders, with nothing secret where scripts can read", async () => {
    const page = await cafe.page();
    await add(page, "Espresso");
    await order(page, "Guido");
    assert.doesNotMatch(await kept(page), /eyJ/);
    await page.goto("/order/orders");
    await page.getByText("Espresso").first().waitFor();
    const cookies = await page.context().cookies();
    const guest = cookies.filter((cookie) => /guest/.test(cookie.name));
    assert.deepEqual(
        guest.map(({ httpOnly, sameSite }) => [httpOnly, sameSite]),
        [[true, "Strict"]],
    );
});

test("an account takes over what was ordered as a guest, and stays signed in over a reload", async () => {
    const person = await Person.signedUp(cafe.program);
    const page = await cafe.page();
    await add(page, "Cappuccino");
    await order(page, "Ada");
    await page.goto("/order/me");
    await page.getByRole("button", { name: "Sign in" }).click();
    await signIn(page, person);
    await page.getByText(/placed as a guest/).waitFor();
    await page.reload();
    await page.goto("/order/orders");
    await page.getByText("Cappuccino").first().waitFor();
    assert.doesNotMatch(await kept(page), /eyJ/);
    await page.goto("/order/me");
    await page.getByText(person.email).first().waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    // Back from the provider; to go elsewhere sooner would cut that short.
    await page.waitForURL(/\/order\/(\?|$)/);
    await page.goto("/order/me");
    await page.getByText("Not signed in").waitFor();
    assert.deepEqual(page.complaints(), []);
});

test("a customer cancels before it is begun, and not afterwards", async () => {
    const page = await cafe.page();
    await add(page, "Mocha");
    await order(page, "Anna");
    await page.getByRole("button", { name: "Cancel the order" }).click();
    await page.getByRole("button", { name: "Yes, cancel" }).click();
    await page.getByText("Cancelled").first().waitFor();

    await add(page, "Mocha");
    const id = await order(page, "Anna");
    await page.getByText("It is in the queue").first().waitFor();
    await page.getByRole("button", { name: "Cancel the order" }).waitFor();
    await kitchen("POST", `/v1/orders/${id}/start`);
    await page.getByRole("button", { name: "Cancel the order" }).waitFor({ state: "detached" });
});

test("at a table the order goes to the table of its code", async () => {
    const page = await cafe.page();
    await page.goto(`${MENU}?table=7`);
    await page.getByText("Table 7").first().waitFor();
    await add(page, "Espresso");
    const id = await order(page, "Tina");
    const { fulfilment } = await kitchen("GET", `/v1/orders/${id}`);
    assert.deepEqual(fulfilment, { type: "dine-in", table: "7" });
});
