// The counter over a working day: a bad network, a wrong button, what has sold out, the till.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Cafe, LOCATION, ordered } from "../lib/cafe.js";
import { board, HERE, ticket } from "../lib/counter-app.js";
import { MENU } from "../lib/order-app.js";
import { eventually } from "../lib/program.js";
import { beforehand, throughout } from "../lib/throughout.js";

const cafe = throughout(new Cafe());
let anna;
let person;
beforehand(async () => {
    [anna, person] = [await cafe.api("customer", "anna"), await cafe.staff("barista")];
});

const status = async (order) => (await anna("GET", `/v1/orders/${order.id}`)).status;

/** Lets a page's time stand still: what can be undone can be for as long as a machine takes. */
async function stopped(page) {
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 10_000);
}

test("without a network what is pressed waits, and is sent once when it is back", async () => {
    const page = await board(cafe, person);
    const first = await ordered(anna);
    await ticket(page, first).waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.context().setOffline(true);
    await page.getByText(/^Not connected since/).waitFor();
    await ticket(page, first).getByRole("button", { name: /^Start/ }).click();
    await ticket(page, first).getByText("Not sent yet").waitFor();
    // What happens meanwhile is not missed afterwards.
    const second = await ordered(anna);
    assert.equal(await status(first), "confirmed");

    await page.context().setOffline(false);
    await ticket(page, second).waitFor();
    await ticket(page, first).getByText("Not sent yet").waitFor({ state: "detached" });
    assert.equal(await status(first), "preparing");
    assert.equal(await ticket(page, first).count(), 1);
    assert.equal(await ticket(page, second).count(), 1);
    const { timeline } = await anna("GET", `/v1/orders/${first.id}`);
    assert.equal(timeline.filter(({ event }) => event === "started").length, 1);
});

test("a reload forgets nothing that was pressed without a network", async () => {
    const page = await board(cafe, person);
    const order = await ordered(anna);
    await ticket(page, order).waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await ticket(page, order).waitFor();
    await page.context().setOffline(true);
    await ticket(page, order).getByRole("button", { name: /^Start/ }).click();
    await ticket(page, order).getByText("Not sent yet").waitFor();
    await page.reload();
    await page.context().setOffline(false);
    await eventually(async () => (await status(order)) === "preparing", "the step that was pressed");
});

test("a hand-over that was a mistake is undone before anybody is told", async () => {
    const page = await board(cafe, person);
    const order = await ordered(anna);
    await ticket(page, order).getByRole("button", { name: /^Start/ }).click();
    await ticket(page, order).getByRole("button", { name: /^Ready/ }).click();
    await eventually(async () => (await status(order)) === "ready", "an order that is ready");
    await stopped(page);
    await ticket(page, order).getByRole("button", { name: /^Hand over/ }).click();
    await page.getByRole("button", { name: "Undo" }).last().click();
    await ticket(page, order).getByRole("button", { name: /^Hand over/ }).waitFor();
    await page.clock.runFor(60_000);
    assert.equal(await status(order), "ready");
});

test("what is ready by mistake goes back, and is ready once more", async () => {
    const page = await board(cafe, person);
    const order = await ordered(anna);
    await ticket(page, order).getByRole("button", { name: /^Start/ }).click();
    await stopped(page);
    await ticket(page, order).getByRole("button", { name: /^Ready/ }).click();
    await page.getByRole("button", { name: "Undo" }).last().click();
    await ticket(page, order).getByRole("button", { name: /^Ready/ }).click();
    await ticket(page, order).getByRole("button", { name: /^Hand over/ }).waitFor();
    await eventually(async () => (await status(order)) === "ready", "an order that is ready");
});

test("what sells out at the counter is grey on a customer's menu, and comes back", async () => {
    const page = await board(cafe, person);
    await page.goto(`${HERE}/menu`);
    const offer = (checked) =>
        page.getByRole("switch", { name: "Baked cheesecake can be had", checked }).first();
    await offer(true).click();
    await page.getByRole("button", { name: "For one hour" }).click();
    const guest = await cafe.page();
    await guest.goto(MENU);
    const card = guest.getByRole("listitem").filter({ hasText: "Baked cheesecake" }).first();
    await card.getByText("Sold out").waitFor();
    await offer(false).click();
    await eventually(async () => {
        await guest.reload();
        await card.waitFor();
        return (await card.getByText("Sold out").count()) === 0;
    }, "cheesecake again");
});

test("a pause stops new orders, says so to customers, and ends when somebody ends it", async () => {
    const page = await board(cafe, person);
    await page.goto(`${HERE}/pace`);
    await page.getByRole("button", { name: "Pause", exact: true }).click();
    await page.getByText(/^Paused until/).waitFor();
    const guest = await cafe.page();
    await guest.goto(MENU);
    await guest.getByText(/No orders until/).first().waitFor();
    await page.goto(HERE);
    await page.getByText(/^Paused: no new orders/).waitFor();
    await page.goto(`${HERE}/pace`);
    await page.getByRole("button", { name: "Take orders again" }).click();
    await page.getByRole("button", { name: "Pause", exact: true }).waitFor();
    await page.goto(HERE);
    await page.getByRole("heading", { name: "New" }).waitFor();
    await page.getByText(/^Paused: no new orders/).waitFor({ state: "detached" });
});

test("whoever stands at the counter is served during a break, too, and their ticket says so", async () => {
    const kitchen = await cafe.api("barista");
    const pause = (paused_until) => kitchen("PUT", `/v1/locations/${LOCATION}/pace`, { paused_until, busy: null });
    await pause(new Date(Date.now() + 600_000).toISOString());
    const page = await board(cafe, person);
    await page.getByRole("link", { name: "Till" }).click();
    await page.getByRole("button", { name: /^Baked cheesecake/ }).click();
    await page.getByRole("button", { name: "Order", exact: true }).click();
    const said = await page.getByText(/^A-\d+ is ordered: /).textContent();
    await pause(null);
    await page.getByRole("link", { name: "Tickets" }).click();
    await ticket(page, { number: said.split(" ")[0] }).getByText("Walk-in").waitFor();
});

test("the display shows numbers as they are made and ready", async () => {
    const page = await board(cafe, person);
    await page.goto(`${HERE}/display`);
    const order = await ordered(anna);
    const kitchen = await cafe.api("barista");
    await kitchen("POST", `/v1/orders/${order.id}/start`);
    await page.getByRole("region", { name: "Preparing" }).getByText(order.number).waitFor();
    await kitchen("POST", `/v1/orders/${order.id}/ready`);
    await page.getByRole("region", { name: "Ready" }).getByText(order.number).waitFor();
    await kitchen("POST", `/v1/orders/${order.id}/collect`);
    await page.getByText(order.number).first().waitFor({ state: "detached" });
});

/** A board whose till is gone as long as `isGone` says so of how often the page was loaded since. */
async function boardWithoutTill(isGone) {
    const page = await board(cafe, person, { serviceWorkers: "block" });
    page.loads = 0;
    page.on("request", (request) => {
        if (request.isNavigationRequest() && request.frame() === page.mainFrame()) page.loads += 1;
    });
    await page.route(/\/assets\/Till-.*\.js$/, (route) =>
        isGone(page.loads) ? route.fulfill({ status: 404 }) : route.continue(),
    );
    await page.getByRole("link", { name: "Till" }).click();
    await eventually(async () => page.loads > 0, "a second load");
    return page;
}

test("a page that was open while a new build was put up is loaded anew, and goes on where it was", async () => {
    const page = await boardWithoutTill((loads) => loads === 0);
    await page.getByRole("heading", { name: "Till" }).waitFor();
    assert.equal(page.loads, 1);
});

test("a part that is gone in the new build, too, is said, and not asked for without end", async () => {
    const page = await boardWithoutTill(() => true);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText(/^Something went wrong/).waitFor();
    assert.equal(page.loads, 1);
});

test("whoever presses twice begins one ticket, and not the one that moves up", async () => {
    const page = await board(cafe, person);
    const [first, second] = [await ordered(anna), await ordered(anna)];
    await Promise.all([first, second].map((one) => ticket(page, one).waitFor()));
    // Whatever else is new is begun before: the two stand below each other, at the top.
    const kitchen = await cafe.api("barista");
    const { items } = await kitchen("GET", `/v1/locations/${LOCATION}/orders?status=confirmed&limit=100`);
    for (const { id, number } of items.filter(({ id }) => id !== first.id && id !== second.id)) {
        await kitchen("POST", `/v1/orders/${id}/start`);
        await ticket(page, { number }).getByRole("button", { name: /^Ready/ }).waitFor();
    }
    const start = page.getByRole("region", { name: /^New/ }).getByRole("button", { name: /^Start/ });
    assert.equal(await start.count(), 2);
    const { x, y } = await start.first().boundingBox();
    await page.mouse.dblclick(x + 40, y + 20, { delay: 30 });
    await eventually(async () => (await status(first)) === "preparing", "the first, begun");
    await ticket(page, second).getByRole("button", { name: /^Start/ }).waitFor();
    assert.equal(await status(second), "confirmed");
});

test("the name of a column covers no ticket that arrows go to", async () => {
    const page = await board(cafe, person, { viewport: { width: 1180, height: 540 } });
    const some = [];
    for (let count = 0; count < 5; count += 1) some.push(await ordered(anna));
    await ticket(page, some.at(-1)).waitFor();
    const shown = await page.getByRole("region", { name: /^New/ }).getByRole("article").count();
    for (let count = 0; count < shown; count += 1) await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate(() => document.activeElement.closest("section").scrollTop > 0), true);
    for (let count = 1; count < shown; count += 1) {
        await page.keyboard.press("ArrowUp");
        const hidden = await page.evaluate(() => {
            const at = document.activeElement;
            const name = at.closest("section").querySelector("h2");
            return name.getBoundingClientRect().bottom - at.getBoundingClientRect().top;
        });
        assert.ok(hidden <= 0, `${hidden} px are covered`);
    }
});
