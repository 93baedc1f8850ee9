// An event: walk-ups scan a code that changes, and each scan is one order.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Cafe, LOCATION } from "../lib/cafe.js";
import { TABLET } from "../lib/chromium.js";
import { MENU } from "../lib/order-app.js";
import { beforehand, throughout } from "../lib/throughout.js";

const cafe = throughout(new Cafe());
beforehand(async () => {
    const owner = await cafe.api("admin");
    const here = await owner("GET", `/v1/locations/${LOCATION}`);
    const keep = ["id", "name", "time_zone", "currency", "prices_include_tax", "tax_rates", "hours", "preparation_minutes", "address", "phone"];
    const rules = Object.fromEntries(keep.map((key) => [key, here[key]]));
    // As long as one may be shown: no test is to see two of them.
    const ordering = { ...here.ordering, qr_codes: { tokens: 1, minutes: 1_440 } };
    await owner("PUT", `/v1/locations/${LOCATION}`, { ...rules, ordering }, { "if-match": `"${here.version}"` });
});

test("the code on the display lets in as many as it says, and no more", async () => {
    const barista = await cafe.signedIn("counter", await cafe.staff("barista"), { viewport: TABLET });
    await barista.goto(`/counter/l/${LOCATION}/code`);
    await barista.getByText("One place left").waitFor();
    const kitchen = await cafe.api("barista");
    const { code } = await kitchen("GET", `/v1/locations/${LOCATION}/qr-code`);

    const guest = await cafe.page();
    await guest.goto(`/order/scan/${code}`);
    await guest.getByRole("link", { name: "Espresso", exact: true }).first().click();
    await guest.getByRole("dialog").getByRole("button", { name: /^Add · / }).click();
    await guest.getByRole("dialog").waitFor({ state: "detached" });
    await guest.goto(`${MENU}/checkout`);
    await guest.getByLabel("Name", { exact: true }).fill("Anna");
    await guest.getByRole("button", { name: /^Order · / }).click();
    await guest.waitForURL(/\/order\/orders\/ord_/);

    const late = await cafe.page();
    await late.goto(`/order/scan/${code}`);
    await late.getByText(/This code has served as many guests/).waitFor();
    await barista.getByText("All places are taken. The next code comes soon.").waitFor();
    assert.deepEqual([...guest.complaints(), ...barista.complaints()], []);
});

test("without a code there is no order at an event, and the app says what to do", async () => {
    const guest = await cafe.page();
    await guest.goto(MENU);
    await guest.getByRole("link", { name: "Doppio", exact: true }).first().click();
    await guest.getByRole("dialog").getByRole("button", { name: /^Add · / }).click();
    await guest.getByRole("dialog").waitFor({ state: "detached" });
    await guest.goto(`${MENU}/checkout`);
    await guest.getByLabel("Name", { exact: true }).fill("Anna");
    await guest.getByRole("button", { name: /^Order · / }).click();
    await guest.getByText(/Here an order begins with the code/).first().waitFor();
});
