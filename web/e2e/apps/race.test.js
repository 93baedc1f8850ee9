// Two baristas press the same button of the same ticket.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Cafe, LOCATION } from "../lib/cafe.js";
import { launch } from "../lib/chromium.js";
import { eventually } from "../lib/program.js";

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

async function board() {
    const person = await cafe.staff("barista");
    const page = await cafe.signedIn("counter", person, { viewport: { width: 1180, height: 820 } });
    await page.goto(`/counter/l/${LOCATION}`);
    await page.getByRole("heading", { name: "New" }).waitFor();
    return page;
}

test("of two baristas who begin one ticket at once, one has it and the other is told", async () => {
    const [one, other] = [await board(), await board()];
    const anna = await cafe.api("customer", "anna");
    const wanted = { location: LOCATION, name: "Anna", lines: [{ product: "prd_espresso", quantity: 1 }] };
    const order = await anna("POST", "/v1/orders", wanted, { "idempotency-key": "race", prefer: "wait=5" });
    const ticket = (page) => page.getByRole("article", { name: new RegExp(order.number) });
    const begin = (page) => ticket(page).getByRole("button", { name: /^Start/ });
    await Promise.all([begin(one).waitFor(), begin(other).waitFor()]);
    await Promise.all([begin(one).click(), begin(other).click()]);

    // Both see it being made, and exactly one of them may go on.
    const column = (page) => page.getByRole("region", { name: /Preparing/ });
    await Promise.all([one, other].map((page) => column(page).getByText(order.number).waitFor()));
    const refused = async (page) => (await page.getByText(/ has it$/).count()) > 0;
    const told = await eventually(async () => {
        const both = [await refused(one), await refused(other)];
        return both.includes(true) && both;
    }, "a barista who is told");
    assert.equal(told.filter(Boolean).length, 1, "one is told that a colleague has it");
    const after = await anna("GET", `/v1/orders/${order.id}`);
    const events = after.timeline.map((entry) => entry.event);
    assert.equal(events.filter((event) => event === "started").length, 1);
    assert.deepEqual([...one.complaints(), ...other.complaints()], []);
});
