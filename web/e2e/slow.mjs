// When a menu can be used on a phone that is slow, by a browser that is really slowed down: Lighthouse
// works such times out from a fast run. Measured, not tested: `npm run slow --workspace e2e` in web/.

import { fileURLToPath } from "node:url";

/** The mobile preset of Lighthouse, as Chromium's tools slow down: 150 ms there and back. */
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1_638_400 / 8, uploadThroughput: 675_000 / 8 };
const PROCESSOR = 4;
/** An odd number, so that there is one in the middle. */
const ROUNDS = 9;

process.env.COMANDA_PROGRAM ??= fileURLToPath(new URL("../../target/release/comanda", import.meta.url));
const [{ Cafe }, { MENU }] = await Promise.all([import("./lib/cafe.js"), import("./lib/order-app.js")]);

/** One visit of somebody who has never been there. Usable is a menu whose products can be opened. */
async function visit() {
    const page = await cafe.page({ serviceWorkers: "block" });
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Network.enable");
    await cdp.send("Network.emulateNetworkConditions", NETWORK);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: PROCESSOR });
    await page.addInitScript(() => {
        new PerformanceObserver((seen) => {
            globalThis.largest = seen.getEntries().at(-1).startTime;
        }).observe({ type: "largest-contentful-paint", buffered: true });
        const looking = setInterval(() => {
            if (!document.querySelector('a[href*="/p/prd_"]')) return;
            globalThis.usable = performance.now();
            clearInterval(looking);
        }, 5);
    });
    await page.goto(MENU, { waitUntil: "networkidle" });
    // A processor that is slowed down may be quiet for a moment before it draws anything.
    await page.waitForFunction(() => globalThis.usable && globalThis.largest);
    const times = await page.evaluate(() => ({
        painted: performance.getEntriesByName("first-contentful-paint")[0].startTime,
        usable: globalThis.usable,
        largest: globalThis.largest,
    }));
    await page.context().close();
    return times;
}

const cafe = new Cafe();
try {
    await cafe.open();
    const visits = [];
    for (let round = 0; round < ROUNDS; round += 1) visits.push(await visit());
    for (const name of ["painted", "usable", "largest"]) {
        const times = visits.map((one) => Math.round(one[name])).sort((one, other) => one - other);
        console.log(`${name}: ${times[ROUNDS >> 1]} ms, ${times[0]} to ${times.at(-1)}`);
    }
} finally {
    await cafe.close();
}
