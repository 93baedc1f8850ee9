// What others have here: said on the menu where nothing moves for it, and offered beside a cart.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Cafe, ordered } from "../lib/cafe.js";
import { DESKTOP, PHONE } from "../lib/chromium.js";
import { add, MENU } from "../lib/order-app.js";
import { beforehand, throughout } from "../lib/throughout.js";

// A worker would ask past what is held or refused here: some pages have none.

/** So many orders say what is popular. */
const ENOUGH = 20;
const cafe = throughout(new Cafe());
beforehand(async () => {
    await sell("prd_doppio", ENOUGH - 4);
    await sell("prd_croissant", 4);
});

/** Orders at the counter, each made and handed over. */
async function sell(product, times) {
    const barista = await cafe.api("barista", "Ben");
    for (let nth = 0; nth < times; nth += 1) {
        const { id } = await ordered(barista, { walk_in: true, lines: [{ product, quantity: 1 }] });
        for (const step of ["claim", "start", "ready", "collect"]) await barista("POST", `/v1/orders/${id}/${step}`);
    }
}

const cards = (page) => page.locator("main li", { hasText: "Popular" }).getByRole("heading");

/** Where everything stands that is read or pressed. */
const places = () =>
    [...document.querySelectorAll("main :is(h2, h3, p, img, button)")].map((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        return [one.textContent, x, y, width, height].join(" ");
    });

test("what is ordered most is marked on the menu, and nothing moves when that is known", async () => {
    for (const viewport of [PHONE, DESKTOP]) {
        const page = await cafe.page({ viewport, serviceWorkers: "block" });
        let answer = () => {};
        const waits = new Promise((resolve) => {
            answer = resolve;
        });
        await page.route("**/popular", async (route) => {
            await waits;
            await route.fallback();
        });
        const asked = page.waitForRequest("**/popular");
        await page.goto(MENU);
        await page.getByRole("link", { name: "Doppio", exact: true }).waitFor();
        assert.equal(await cards(page).count(), 0);
        await asked;
        const before = await page.evaluate(places);
        answer();
        await cards(page).first().waitFor();
        assert.deepEqual(await cards(page).allTextContents(), ["Doppio", "Butter croissant"]);
        assert.deepEqual(await page.evaluate(places), before);
        assert.deepEqual(page.complaints(), []);
    }
});

test("beside a cart stands what others have and it has not", async () => {
    const page = await cafe.page();
    await add(page, "Doppio");
    await page.goto(`${MENU}/cart`);
    const others = page.getByRole("region", { name: "Popular here" });
    const more = others.getByRole("button", { name: "Add Butter croissant" });
    await more.waitFor();
    assert.deepEqual(await others.getByRole("heading", { level: 3 }).allTextContents(), ["Butter croissant"]);
    await more.click();
    const quantity = page.getByRole("group", { name: "Quantity: Butter croissant" });
    await quantity.waitFor();
    // It stays where it was pressed, with the focus.
    assert.equal(await more.evaluate((button) => button === document.activeElement), true);
    await page.keyboard.press("Enter");
    await quantity.getByText("2", { exact: true }).waitFor();
});

test("a server that does not know what is popular is no worse for it", async () => {
    const page = await cafe.page({ serviceWorkers: "block" });
    await page.route("**/popular", (route) => route.fulfill({ status: 503, body: "" }));
    const refused = page.waitForResponse("**/popular");
    await page.goto(MENU);
    assert.equal((await refused).status(), 503);
    // Once everything has been answered and drawn.
    await page.waitForLoadState("networkidle");
    assert.equal(await cards(page).count(), 0);
    await page.getByRole("button", { name: "Add Flat white" }).click();
    await page.getByRole("link", { name: /View cart/ }).click();
    await page.getByRole("group", { name: "Quantity: Flat white" }).waitFor();
    assert.equal(await page.getByRole("region", { name: "Popular here" }).count(), 0);
});
