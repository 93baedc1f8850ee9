// The office: money goes back after a second look, the menu changes under customers' eyes, and an
// owner sees the day and the way of an order.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Cafe, LOCATION } from "../lib/cafe.js";
import { DESKTOP, launch } from "../lib/chromium.js";
import { plain } from "../lib/page.js";
import { MENU } from "../lib/order-app.js";
import { eventually } from "../lib/program.js";
import { now, totp } from "../lib/totp.js";

let browser;
let cafe;
let anna;
before(async () => {
    browser = await launch();
    // Signing in asks nobody for a second factor, so that moving money has to.
    cafe = await Cafe.open(browser, { COMANDA_IDENTITY__MFA_REQUIRED: "" });
    anna = await cafe.api("customer", "anna");
});
after(async () => {
    await cafe?.close();
    await browser?.close();
});

let orders = 0;

/** An order that is paid by card and handed over, so that its money is captured. */
async function paid() {
    orders += 1;
    const wanted = {
        location: LOCATION,
        name: `Anna ${orders}`,
        payment_source: "tok_approved",
        lines: [{ product: "prd_latte", quantity: 2 }],
    };
    const headers = { "idempotency-key": `paid-${orders}`, prefer: "wait=5" };
    const order = await anna("POST", "/v1/orders", wanted, headers);
    const kitchen = await cafe.api("barista");
    for (const step of ["start", "ready"]) await kitchen("POST", `/v1/orders/${order.id}/${step}`);
    const payment = async () => anna("GET", `/v1/orders/${order.id}/payment`);
    await eventually(async () => (await payment()).captured_minor > 0, "captured money");
    await kitchen("POST", `/v1/orders/${order.id}/collect`);
    return { ...order, payment };
}

const office = async (role) => cafe.signedIn("office", await cafe.staff(role), { viewport: DESKTOP });

/** Somebody who has shown a second factor just now, as who moves money or people has to. */
async function strong(role) {
    const person = await cafe.staff(role);
    const set = await person.browser.open("/account/authenticator");
    await person.kept(await person.enrol(set));
    return cafe.signedIn("office", person, { viewport: DESKTOP });
}

test("money goes back only after whoever gives it has shown that it is them", async () => {
    const order = await paid();
    const page = await office("manager");
    await page.goto(`/office/orders/${order.id}`);
    await page.getByText("Give money back").click();
    await page.getByLabel("Why").fill("It was cold");
    await page.getByRole("button", { name: /^Give back/ }).click();
    await page.getByRole("dialog", { name: "Is it really you?" }).waitFor();
    assert.equal((await order.payment()).refunded_minor, 0);

    const opened = page.waitForEvent("popup");
    await page.getByRole("button", { name: "Confirm it is me" }).click();
    const popup = await opened;
    const secret = plain(await popup.locator(".secret").innerHTML());
    await popup.getByLabel("Six-digit code").fill(totp(secret, now().step));
    await popup.locator("main form button[type=submit]").first().click();
    const keep = popup.getByRole("button", { name: /kept|saved|written|continue/i }).first();
    const closed = popup.waitForEvent("close");
    await keep.click();
    await closed;
    await page.getByText(/^€8.20 given back$/).first().waitFor();
    const { refunded_minor, captured_minor } = await order.payment();
    assert.equal(refunded_minor, captured_minor);
    assert.deepEqual(page.complaints(), []);
});

test("what an owner writes into the menu is what customers read", async () => {
    const page = await office("manager");
    await page.goto("/office/menu");
    await page.getByRole("link", { name: "Cortado" }).first().click();
    await page.getByLabel("Name", { exact: true }).first().fill("Cortado of the house");
    await page.getByRole("button", { name: "Save" }).first().click();
    await page.getByText("Saved").first().waitFor();
    const guest = await cafe.page();
    await guest.goto(MENU);
    await guest.getByRole("link", { name: "Cortado of the house" }).first().waitFor();
    assert.deepEqual(page.complaints(), []);
});

test("the day is added up, and the queue is live", async () => {
    await paid();
    const page = await office("manager");
    await page.goto("/office/");
    const queue = page.getByRole("region", { name: "Being made now" });
    await queue.getByText("Live").waitFor();
    const wanted = { location: LOCATION, name: "Zoe", lines: [{ product: "prd_espresso", quantity: 1 }] };
    const order = await anna("POST", "/v1/orders", wanted, { "idempotency-key": "zoe", prefer: "wait=5" });
    await queue.getByText(order.number).waitFor();
    await page.getByRole("region", { name: "Most wanted" }).getByText("Caffè latte").first().waitFor();
    assert.deepEqual(page.complaints(), []);
});

test("the way of an order is drawn, with where it stands", async () => {
    const order = await paid();
    const page = await office("admin");
    await page.goto(`/office/workflows`);
    await page.getByText(order.id).first().click();
    await page.getByRole("img", { name: /order|workflow|graph/i }).or(page.locator("svg[role]")).first().waitFor();
    assert.deepEqual(page.complaints(), []);
});

test("a customer is exported and erased by an owner who types it out", async () => {
    const customer = await cafe.api("customer", "erna");
    await customer("PUT", "/v1/me", { name: "Erna Vogel" }, { "if-match": '"0"' });
    const page = await strong("admin");
    await page.goto("/office/customers");
    await page.getByRole("searchbox").or(page.getByRole("textbox")).first().fill("Erna");
    await page.getByText("Erna Vogel").first().click();
    await page.getByRole("heading", { name: "Erna Vogel" }).waitFor();
    await page.getByRole("button", { name: "Erase" }).click();
    const sheet = page.getByRole("dialog", { name: "Erase this customer?" });
    const erase = sheet.getByRole("button", { name: "Erase for good" });
    assert.ok(await erase.isDisabled(), "not before it is typed");
    await sheet.getByRole("textbox").fill(/Type (.+?) to confirm/.exec(await sheet.textContent())[1]);
    await erase.click();
    await page.getByText("Erased").first().waitFor();
    await assert.rejects(customer("GET", "/v1/me"), /users\.erased/);
    assert.deepEqual(page.complaints(), []);
});
