// What a menu's page shows is asked for while the app itself is still on its way, and only once.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Cafe } from "../lib/cafe.js";
import { MENU } from "../lib/order-app.js";
import { throughout } from "../lib/throughout.js";

const cafe = throughout(new Cafe());

test("menu, words and first pictures are asked for before the app has come", async () => {
    const page = await cafe.page();
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    const wanted = [/\/menu$/, /\/assets\/en-/, /\/pictures\/(?!hero|icon)/].map((path) =>
        page.waitForRequest((request) => path.test(new URL(request.url()).pathname)),
    );
    // The app comes when they have been asked for, and never if they wait for it.
    await page.route(/\/assets\/first-.*\.js$/, async (route) => {
        await Promise.all(wanted);
        await route.continue();
    });
    await page.goto(MENU);
    await page.getByRole("link", { name: "Flat white", exact: true }).first().waitFor();
    assert.equal(asked.filter((path) => path.endsWith("/menu")).length, 1, "the menu is asked for once");
});
