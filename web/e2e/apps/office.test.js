// The office: money goes back after a second look, the menu changes under customers' eyes, and an
// owner sees the day and the way of an order.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Cafe, LOCATION, ordered } from "../lib/cafe.js";
import { DESKTOP } from "../lib/chromium.js";
import { plain } from "../lib/page.js";
import { MENU } from "../lib/order-app.js";
import { eventually } from "../lib/program.js";
import { beforehand, throughout } from "../lib/throughout.js";
import { now, totp } from "../lib/totp.js";

// Signing in asks nobody for a second factor, so that moving money has to.
const cafe = throughout(new Cafe({ COMANDA_IDENTITY__MFA_REQUIRED: "" }));
let anna;
beforehand(async () => {
    anna = await cafe.api("customer", "anna");
});

/** An order that is paid by card and handed over, so that its money is captured. */
async function paid() {
    const lines = [{ product: "prd_latte", quantity: 2 }];
    const order = await ordered(anna, { payment_source: "tok_approved", lines });
    const kitchen = await cafe.api("barista");
    for (const step of ["start", "ready"]) await kitchen("POST", `/v1/orders/${order.id}/${step}`);
    const payment = async () => anna("GET", `/v1/orders/${order.id}/payment`);
    await eventually(async () => (await payment()).captured_minor > 0, "captured money");
    await kitchen("POST", `/v1/orders/${order.id}/collect`);
    return { ...order, payment };
}

const office = async (role) => cafe.signedIn("office", await cafe.staff(role), { viewport: DESKTOP });

/** An owner, who looks at the café of these tests among all that are theirs. */
async function owner() {
    const page = await office("admin");
    await page.getByLabel("Location").first().selectOption({ label: "Café Comanda" });
    return page;
}

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
    const order = await ordered(anna);
    await queue.getByText(order.number).waitFor();
    await page.getByRole("region", { name: "Most wanted" }).getByText("Caffè latte").first().waitFor();
    assert.deepEqual(page.complaints(), []);
});

test("a dashboard that is left open goes over to the next day", async () => {
    const page = await office("manager");
    await page.clock.install();
    await page.goto("/office/");
    const long = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "Europe/Berlin" });
    // Which day it is is looked up each time: midnight may come while the page is on its way.
    const shows = (later) =>
        eventually(() => page.getByText(long.format(Date.now() + later)).isVisible(), "the day it is");
    await shows(0);
    await page.clock.fastForward(86_400_000);
    await shows(86_400_000);
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

test("a customer's page lists what they have ordered here, under whatever name", async () => {
    const customer = await cafe.api("customer", "olga");
    await customer("PUT", "/v1/me", { name: "Olga Brandt" }, { "if-match": '"0"' });
    const hers = await ordered(customer, { name: "Grandma" });
    const another = await ordered(anna, { name: "Olga Brandt" });
    const page = await owner();
    await page.goto(`/office/orders/${hers.id}`);
    await page.getByRole("link", { name: "Grandma" }).click();
    await page.getByRole("heading", { name: "Olga Brandt" }).waitFor();
    const orders = page.getByRole("region", { name: "Orders here" });
    await orders.getByRole("link", { name: hers.number }).waitFor();
    assert.equal(await orders.getByRole("link", { name: another.number }).count(), 0);
    assert.deepEqual(page.complaints(), []);
});

test("an owner finds who did what among everything that was done", async () => {
    const mona = await cafe.api("manager", "mona");
    const ben = await cafe.api("barista", "ben");
    const stock = `/v1/locations/${LOCATION}/stock`;
    for (let level = 0; level < 60; level += 1) await ben("PUT", `${stock}/stk_cookie`, { level });
    await mona("PUT", `${stock}/stk_brownie`, { level: 7 });
    for (let level = 0; level < 60; level += 1) await ben("PUT", `${stock}/stk_cookie`, { level });
    const page = await office("admin");
    await page.goto("/office/audit?by=mona&operation=setStockLevel");
    const table = page.getByRole("region", { name: "Who did what" });
    await table.getByText("stock/stk_brownie").waitFor();
    assert.equal(await table.getByRole("row").count(), 2, "one entry below the head, on the first page");
    await page.getByLabel("What", { exact: true }).selectOption({ label: "Gave money back" });
    await page.getByText("Nothing fits this search").waitFor();
    assert.deepEqual(page.complaints(), []);
});

test("two numbers from a map say where guests find the door", async () => {
    const page = await strong("manager");
    await page.goto("/office/settings");
    const field = page.getByLabel("On the map");
    await field.fill("somewhere");
    await page.getByText("Two numbers with a comma between them").first().waitFor();
    await field.fill("52.5208, 13.4094");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved", { exact: true }).first().waitFor();
    const { coordinates } = await anna("GET", `/v1/locations/${LOCATION}`);
    assert.deepEqual(coordinates, { latitude: 52.5208, longitude: 13.4094 });
    assert.deepEqual(page.complaints(), []);
});

test("what was ordered at the counter is told as such, and leads to no customer", async () => {
    const barista = await cafe.api("barista", "ben");
    const order = await ordered(barista, { name: "Red hat", walk_in: true });
    const page = await owner();
    await page.goto("/office/orders?q=Red+hat");
    await page.getByRole("row", { name: /Red hat.*At the counter/ }).getByRole("link").click();
    await page.getByRole("heading", { name: `Order ${order.number}` }).waitFor();
    await page.getByText("At the counter, by the staff").waitFor();
    assert.equal(await page.getByRole("link", { name: "Red hat" }).count(), 0);
    assert.deepEqual(page.complaints(), []);
});

test("an owner looks back over days, and sends somebody the page of them", async () => {
    const page = await office("manager");
    await page.goto("/office/");
    await page.getByText("7 days", { exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Last 7 days" }).waitFor();
    const address = new URL(page.url());
    assert.equal(address.search, "?days=week");
    await page.goto(address.href);
    const days = page.getByRole("region", { name: "Sales by day" });
    await days.getByRole("rowheader", { name: "Sunday" }).waitFor();
    assert.equal(await days.getByRole("row").count(), 8, "a head and seven days, for those who hear it");
    assert.equal(await page.getByRole("region", { name: "Being made now" }).count(), 0);
    assert.deepEqual(page.complaints(), []);
});

test("what is counted and nearly gone is seen before guests notice", async () => {
    const mona = await cafe.api("manager", "mona");
    const stock = `/v1/locations/${LOCATION}/stock`;
    await mona("PUT", `${stock}/stk_cheesecake`, { level: 2 });
    await mona("PUT", `${stock}/stk_carrot-cake`, { level: 0 });
    const page = await office("manager");
    await page.goto("/office/");
    await page.getByRole("region", { name: "Running low" }).getByText("2 left").waitFor();
    const gone = page.getByRole("region", { name: "Sold out now" });
    await gone.getByText("Carrot cake").waitFor();
    assert.equal(await gone.getByText("Cheesecake").count(), 0);
    assert.deepEqual(page.complaints(), []);
});
