// The same order with a keyboard alone, from right to left, and by somebody who reloads all the time.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Cafe } from "../lib/cafe.js";
import { DESKTOP } from "../lib/chromium.js";
import { add, MENU, placed } from "../lib/order-app.js";
import { throughout } from "../lib/throughout.js";

const cafe = throughout(new Cafe());

/** What has the focus: its role, name and text. */
const focused = (page) =>
    page.evaluate(() => {
        const { activeElement: one } = document;
        const label = one.labels?.[0]?.textContent ?? one.getAttribute("aria-label") ?? one.textContent;
        return `${one.tagName.toLowerCase()} ${label.trim()}`;
    });

/** Presses Tab until what has the focus fits, as somebody does who cannot point. */
async function tabTo(page, fits, most = 120) {
    for (let pressed = 0; pressed < most; pressed += 1) {
        await page.keyboard.press("Tab");
        if (fits.test(await focused(page))) return;
    }
    throw new Error(`Tab never comes to ${fits}, but to ${await focused(page)}`);
}

test("somebody without a mouse orders an oat flat white and sees it", async () => {
    const page = await cafe.page({ viewport: DESKTOP });
    await page.goto(MENU);
    await page.getByRole("link", { name: "Flat white", exact: true }).first().waitFor();
    await tabTo(page, /^a Flat white/);
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Flat white" }).waitFor();
    await tabTo(page, /^input Whole milk/);
    for (let down = 0; down < 3; down += 1) await page.keyboard.press("ArrowDown");
    assert.match(await focused(page), /^input Oat drink/);
    await tabTo(page, /^button Add · /);
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await tabTo(page, /^a .*View cart|^a .*1 item/);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Your cart" }).waitFor();
    await tabTo(page, /^a To the checkout/);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Checkout" }).waitFor();
    await tabTo(page, /^input Name/);
    await page.keyboard.type("Anna");
    await tabTo(page, /^button Order · /);
    await page.keyboard.press("Enter");
    await placed(page);
    await page.getByText("Oat drink").first().waitFor();
    assert.deepEqual(page.complaints(), []);
});

test("Escape closes a product and gives the focus back to where it was", async () => {
    const page = await cafe.page();
    await page.goto(MENU);
    await page.getByRole("link", { name: "Cortado", exact: true }).first().focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Cortado" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    assert.match(await focused(page), /^a Cortado/);
});

test("in Arabic everything is read from the right, and an order goes through", async () => {
    const page = await cafe.page({ locale: "ar" });
    await page.goto(MENU);
    await page.locator("html[dir=rtl][lang=ar]").waitFor();
    const latte = page.getByRole("link", { name: "فلات وايت" }).first();
    await latte.waitFor();
    const sideways = () =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(await sideways(), 0);
    // What begins a line stands on the right.
    const { x, width } = await page.getByRole("heading", { level: 1 }).boundingBox();
    const view = page.viewportSize().width;
    assert.ok(view - (x + width) < view / 3, "the heading begins on the right");
    await latte.click();
    await page.getByRole("dialog").getByRole("button", { name: /€|EUR|يورو/ }).last().click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.goto(`${MENU}/checkout`);
    await page.locator("input[autocomplete='given-name'], input[autocomplete='name']").first().fill("ليلى");
    assert.equal(await sideways(), 0);
    await page.locator("button[type=submit], main button").last().click();
    await placed(page);
    assert.equal(await sideways(), 0);
    assert.deepEqual(page.complaints(), []);
});

test("somebody who reloads at every step loses nothing, and orders once", async () => {
    const page = await cafe.page();
    await add(page, "Flat white", (sheet) => sheet.getByLabel(/^Oat drink/).check());
    await page.reload();
    await page.goto(`${MENU}/cart`);
    await page.reload();
    await page.getByText("Oat drink").first().waitFor();
    await page.getByRole("link", { name: "To the checkout" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Anna");
    await page.getByRole("radio", { name: /^10/ }).check();
    await page.reload();
    await page.getByRole("radio", { name: /^10/, checked: true }).waitFor();
    assert.equal(await page.getByLabel("Name", { exact: true }).inputValue(), "Anna");
    await page.getByRole("button", { name: /^Order · / }).click();
    const id = await placed(page);
    await page.reload();
    await page.getByText("Oat drink").first().waitFor();
    await page.reload();
    await page.goto("/order/orders");
    await page.getByText("Flat white").first().waitFor();
    assert.equal(await page.locator(`a[href*="ord_"]`).count(), 1);
    assert.ok(await page.locator(`a[href*="${id}"]`).count());
    assert.deepEqual(page.complaints(), []);
});
