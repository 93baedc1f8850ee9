// A network that comes and goes. What was ordered without one is sent once.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Cafe, LOCATION } from "../lib/cafe.js";
import { add, MENU, placed } from "../lib/order-app.js";
import { eventually } from "../lib/program.js";
import { beforehand, throughout } from "../lib/throughout.js";

const cafe = throughout(new Cafe());
let kitchen;
beforehand(async () => {
    kitchen = await cafe.api("barista");
});

/** How many orders the café has. */
async function orders() {
    return (await kitchen("GET", `/v1/locations/${LOCATION}/orders?limit=100`)).items.length;
}

/** A guest with something in the cart, and an app that is there without a network. */
async function guest() {
    const page = await cafe.page();
    await add(page, "Flat white");
    await page.evaluate(() => navigator.serviceWorker.ready);
    // The checkout once, as somebody does who loses the network in the middle of it.
    await page.goto(`${MENU}/checkout`);
    await page.getByLabel("Name", { exact: true }).fill("Anna");
    return page;
}

const press = (page) => page.getByRole("button", { name: /^Order · / }).click();
const waits = (page) => page.getByText("Your order waits for the network");

test("an order composed offline is kept over a reload, and made once", async () => {
    const before = await orders();
    const page = await guest();
    await page.context().setOffline(true);
    await press(page);
    await waits(page).waitFor();
    await page.reload();
    await waits(page).waitFor();
    assert.equal(await orders(), before);

    await page.context().setOffline(false);
    await page.getByText("You are back online and your order is placed.").waitFor();
    assert.equal(await orders(), before + 1);
    await page.reload();
    await page.goto("/order/orders");
    await page.getByText("Flat white").first().waitFor();
    assert.equal(await orders(), before + 1);
});

test("an order whose answer was lost is not made a second time", async () => {
    const before = await orders();
    const page = await guest();
    // It reaches the server, and what the server says does not come back.
    let lost = false;
    await page.route("**/v1/orders", async (route) => {
        if (lost || route.request().method() !== "POST") return route.fallback();
        lost = true;
        await route.fetch();
        await page.context().setOffline(true);
        return route.abort("connectionreset");
    });
    await press(page);
    await waits(page).waitFor();
    assert.equal(await orders(), before + 1);
    await page.context().setOffline(false);
    await page.getByText("You are back online and your order is placed.").waitFor();
    assert.equal(await orders(), before + 1);
});

test("an order that is dropped before the network is back is never made", async () => {
    const before = await orders();
    const page = await guest();
    await page.context().setOffline(true);
    await press(page);
    await page.getByRole("button", { name: "Drop it" }).click();
    await page.getByText("Dropped. Nothing was ordered.").waitFor();
    await page.context().setOffline(false);
    await add(page, "Espresso");
    await page.goto(`${MENU}/checkout`);
    await page.getByLabel("Name", { exact: true }).fill("Anna");
    await press(page);
    await placed(page);
    assert.equal(await orders(), before + 1);
});

test("the menu is readable without a network", async () => {
    const page = await cafe.page();
    await page.goto(MENU);
    await page.getByRole("link", { name: "Cappuccino", exact: true }).first().waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await page.getByRole("link", { name: "Cappuccino", exact: true }).first().waitFor();
    // It is kept while it is read.
    const menu = `/v1/locations/${LOCATION}/menu`;
    await page.waitForFunction((path) => caches.match(path, { ignoreSearch: true }), menu);
    await page.context().setOffline(true);
    await page.reload();
    await page.getByRole("link", { name: "Cappuccino", exact: true }).first().waitFor();
    await page.getByText(/^No network right now/).waitFor();
});

test("an order goes on being shown after the connection dropped", async () => {
    const page = await cafe.page();
    await add(page, "Flat white");
    await page.goto(`${MENU}/checkout`);
    await page.getByLabel("Name", { exact: true }).fill("Anna");
    await press(page);
    const id = await placed(page);
    await page.getByText("It is in the queue").first().waitFor();
    await page.context().setOffline(true);
    await kitchen("POST", `/v1/orders/${id}/start`);
    await kitchen("POST", `/v1/orders/${id}/ready`);
    await page.context().setOffline(false);
    await page.getByText("Ready! Come and get it").waitFor();
});

test("a part that does not come takes nothing away, and is looked for anew where the server answers", async () => {
    for (const answers of [false, true]) {
        // A worker would ask past what is refused here.
        const page = await cafe.page({ serviceWorkers: "block" });
        const asked = [];
        page.on("request", (request) => {
            if (request.isNavigationRequest()) asked.push(request.url());
        });
        await page.route("**/assets/{OutboxBand,GoingWatch,ProductSheet}-*.js", (route) => route.abort());
        await page.route(`**${MENU}`, (route) => {
            const gone = route.request().method() === "HEAD" && !answers;
            return gone ? route.abort() : route.fallback();
        });
        let loads = 0;
        page.on("load", () => {
            loads += 1;
        });
        const looked = page.waitForRequest((request) => request.method() === "HEAD");
        await page.goto(MENU);
        await looked;
        await eventually(() => loads === (answers ? 2 : 1), "all loads of the page");
        await page.waitForLoadState("networkidle");
        await page.getByRole("button", { name: "Add Flat white" }).click();
        await page.getByRole("link", { name: /View cart/ }).waitFor();
        assert.equal(asked.length, answers ? 2 : 1);
    }
});
