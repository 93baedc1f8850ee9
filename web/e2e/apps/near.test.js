// Which café is nearest: asked for, answered on the device, and kindly gone without.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Cafe } from "../lib/cafe.js";
import { throughout } from "../lib/throughout.js";

/** A worker would ask past what is answered here. */
const WITHOUT_WORKER = { serviceWorkers: "block" };
const cafe = throughout(new Cafe());

/** The café's locations, as everybody may read them. */
async function locations() {
    return (await (await fetch(`${cafe.origin}/v1/locations`)).json()).items;
}

/** The names on the page, from the top. */
const names = (page) => page.locator("main li h2").allTextContents();

const near = (page) => page.getByRole("button", { name: "Near me" });

test("the nearest café is first, and says how far it is", async () => {
    for (const { name, coordinates } of await locations()) {
        // A few steps from its door.
        const geolocation = { ...coordinates, latitude: coordinates.latitude + 0.001 };
        const page = await cafe.page({ locale: "de-DE", geolocation, permissions: ["geolocation"] });
        const asked = [];
        page.on("request", (request) => asked.push(request.url() + (request.postData() ?? "")));
        await page.goto("/order/");
        await page.getByRole("button", { name: "In meiner Nähe" }).click();
        await page.getByText("100 m", { exact: true }).waitFor();
        await page.getByText(/^\d,\d km$/).waitFor();
        assert.equal((await names(page))[0], name);
        // Where somebody is stays on their device.
        const { latitude } = geolocation;
        assert.deepEqual(asked.filter((url) => url.includes(String(latitude).slice(0, 6))), []);
        assert.deepEqual(page.complaints(), []);
        await page.context().close();
    }
});

test("nobody is asked where they are before they want to know", async () => {
    const page = await cafe.page();
    await page.addInitScript(() => {
        globalThis.asked = 0;
        const ask = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation);
        navigator.geolocation.getCurrentPosition = (...words) => {
            globalThis.asked += 1;
            ask(...words);
        };
    });
    await page.goto("/order/", { waitUntil: "networkidle" });
    assert.equal(await page.evaluate(() => globalThis.asked), 0);
    // This browser says no for whoever holds it.
    await near(page).click();
    await page.getByText(/is not allowed to tell us where you are/).waitFor();
    assert.equal(await page.evaluate(() => globalThis.asked), 1);
    assert.equal((await names(page)).length, (await locations()).length);
    assert.equal(await near(page).isEnabled(), true);
});

test("cafés that have not said where they are are chosen from a list", async () => {
    const page = await cafe.page(WITHOUT_WORKER);
    await page.route("**/v1/locations", async (route) => {
        const answer = await route.fetch();
        const { items, ...rest } = await answer.json();
        for (const item of items) delete item.coordinates;
        await route.fulfill({ response: answer, json: { ...rest, items } });
    });
    await page.goto("/order/");
    await page.getByRole("heading", { level: 1 }).waitFor();
    assert.equal(await near(page).count(), 0);
    assert.equal((await names(page)).length, (await locations()).length);
});

test("among many cafés one is found by its street", async () => {
    const page = await cafe.page(WITHOUT_WORKER);
    await page.route("**/v1/locations", async (route) => {
        const answer = await route.fetch();
        const { items, ...rest } = await answer.json();
        const more = Array.from({ length: 8 }, (_, nth) => ({
            ...items[0],
            id: `loc_${nth}`,
            name: `Café ${nth}`,
            address: [`Großer Weg ${nth}`, "Köln"],
        }));
        await route.fulfill({ response: answer, json: { ...rest, items: [...items, ...more] } });
    });
    await page.goto("/order/");
    await page.getByRole("searchbox").fill("weg 5 koln");
    await page.getByText("1 café found").waitFor({ state: "attached" });
    assert.deepEqual(await names(page), ["Café 5"]);
});
