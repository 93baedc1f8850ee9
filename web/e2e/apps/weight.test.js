// What the customer's app weighs on its first load. By size, not by time: time is measured elsewhere.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Cafe } from "../lib/cafe.js";
import { launch } from "../lib/chromium.js";
import { MENU } from "../lib/order-app.js";

/** Compressed bytes of JavaScript until the menu can be used, from the issue that made the apps. */
const JAVASCRIPT_MOST = 110_000;
let browser;
let cafe;
before(async () => {
    browser = await launch();
    cafe = await Cafe.open(browser);
});
after(async () => {
    await cafe?.close();
    await browser?.close();
});

/** Everything a page asks for until it is quiet, with its size on the wire. */
async function load(path) {
    const page = await cafe.page();
    const asked = [];
    page.on("requestfinished", (request) => asked.push(request));
    await page.goto(path, { waitUntil: "networkidle" });
    await page.getByRole("link", { name: "Flat white", exact: true }).first().waitFor();
    return Promise.all(
        asked.map(async (request) => {
            const { responseBodySize } = await request.sizes();
            const url = new URL(request.url());
            return { path: url.pathname, kind: request.resourceType(), bytes: responseBodySize };
        }),
    );
}

test("the first load brings at most 110 KB of JavaScript", async (t) => {
    const asked = await load(MENU);
    const scripts = asked.filter(({ path }) => path.endsWith(".js") && !path.endsWith("/sw.js"));
    const bytes = scripts.reduce((sum, script) => sum + script.bytes, 0);
    const listed = scripts.map(({ path, bytes }) => `${bytes} ${path}`).join("\n");
    t.diagnostic(`${bytes} bytes of JavaScript`);
    assert.ok(bytes > 50_000, `that cannot be all of it:\n${listed}`);
    assert.ok(bytes <= JAVASCRIPT_MOST, `${bytes} bytes:\n${listed}`);
    // Staff code, sign-in and other languages come when they are needed.
    assert.deepEqual(scripts.filter(({ path }) => /oidc|\/(de|fr|es|it|ar)-|counter|office/.test(path)), []);
});
