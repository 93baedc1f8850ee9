// Every page of the apps, light and dark, on a phone and on a desk, looked at by axe.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Cafe, LOCATION, ordered } from "../lib/cafe.js";
import { barriers, DESKTOP, PHONE } from "../lib/chromium.js";
import { add, MENU, order } from "../lib/order-app.js";
import { throughout } from "../lib/throughout.js";

const cafe = throughout(new Cafe());

const VIEWS = [
    { colorScheme: "light", viewport: PHONE },
    { colorScheme: "dark", viewport: PHONE },
    { colorScheme: "light", viewport: DESKTOP },
    { colorScheme: "dark", viewport: DESKTOP },
];

/** Looks at what is shown now in every view; everything that is wrong, by name. */
async function look(page, name) {
    const found = [];
    for (const { colorScheme, viewport } of VIEWS) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.setViewportSize(viewport);
        const view = `${name}, ${colorScheme}, ${viewport.width} wide`;
        for (const barrier of await barriers(page)) found.push(`${view}: ${barrier}`);
        const over = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (over > 0) found.push(`${view}: scrolls sideways by ${over}`);
    }
    return found;
}

/** Opens pages of an app one after another and looks at each. */
async function walk(page, paths) {
    const found = [];
    for (const path of paths) {
        await page.goto(path);
        await page.getByRole("heading", { level: 1 }).first().waitFor();
        // Nothing stands in for what is still on its way.
        await page.waitForFunction(() => !document.querySelector("[class*=skeleton]"));
        found.push(...(await look(page, path)));
    }
    return found;
}

for (const locale of ["en-GB", "ar"]) {
    test(`no barrier on any page of the customer's app (${locale})`, async () => {
        const page = await cafe.page({ locale });
        const found = await walk(page, ["/order/", MENU, `/order/l/${LOCATION}/about`, "/order/orders", "/order/me"]);
        if (locale === "en-GB") {
            await page.goto(`${MENU}/p/prd_flat-white`);
            await page.getByRole("dialog").waitFor();
            found.push(...(await look(page, "product")));
            await add(page, "Flat white");
            found.push(...(await walk(page, [`${MENU}/cart`, `${MENU}/checkout`])));
            const id = await order(page);
            await page.getByText("It is in the queue").first().waitFor();
            found.push(...(await look(page, "order")));
            found.push(...(await walk(page, [`/order/orders/${id}/receipt`, "/order/orders", "/order/nowhere"])));
        }
        assert.deepEqual(found, []);
        assert.deepEqual(page.complaints(), []);
    });
}

test("no barrier on any page of the counter", async () => {
    const here = `/counter/l/${LOCATION}`;
    const start = await cafe.page();
    const found = await walk(start, ["/counter/"]);
    await ordered(await cafe.api("customer", "anna"));
    const page = await cafe.signedIn("counter", await cafe.staff("barista"), { viewport: DESKTOP });
    found.push(
        ...(await walk(page, [here, `${here}/till`, `${here}/menu`, `${here}/pace`, `${here}/code`, `${here}/display`])),
    );
    assert.deepEqual(found, []);
    assert.deepEqual(page.complaints(), []);
});

test("no barrier on any page of the office", async () => {
    const found = await walk(await cafe.page(), ["/office/"]);
    const vera = await cafe.api("customer", "vera");
    await vera("PUT", "/v1/me", { name: "Vera" }, { "if-match": '"0"' });
    const { id } = await ordered(vera);
    const page = await cafe.signedIn("office", await cafe.staff("admin"), { viewport: DESKTOP });
    const names = ["", "?days=week", "orders", "menu", "stock", "hours", "capacity", "staff", "customers", "workflows", "audit", "settings"];
    const ones = [`orders/${id}`, "customers/vera", `workflows/order-fulfilment/${id}`, "menu/products/prd_flat-white"];
    await page.getByLabel("Location").first().selectOption({ label: "Café Comanda" });
    found.push(...(await walk(page, [...names, ...ones].map((name) => `/office/${name}`))));
    assert.deepEqual(found, []);
    assert.deepEqual(page.complaints(), []);
});
