// What nothing is left of is sold out before anybody orders it.

import { test } from "node:test";

import { Cafe, LOCATION } from "../lib/cafe.js";
import { MENU } from "../lib/order-app.js";
import { throughout } from "../lib/throughout.js";

const cafe = throughout(new Cafe());

test("a customer and the till see as sold out what stock has run out of", async () => {
    const api = await cafe.api("manager");
    const { products } = await api("GET", `/v1/locations/${LOCATION}/menu`);
    const { stock_item: item } = products.find(({ id }) => id === "prd_croissant");
    await api("PUT", `/v1/locations/${LOCATION}/stock/${item}`, { level: 0 });

    const page = await cafe.page();
    await page.goto(MENU);
    const card = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: "Butter croissant", exact: true }) });
    await card.getByText("Sold out").waitFor();
    await page.goto(`${MENU}/p/prd_croissant`);
    await page.getByRole("dialog").getByText("Sold out").first().waitFor();

    const counter = await cafe.signedIn("counter", await cafe.staff("barista"));
    await counter.goto(`/counter/l/${LOCATION}/till`);
    await counter.getByRole("button", { name: /^Butter croissant/, disabled: true }).waitFor();
    // Nobody has switched it off: it is there as soon as there is stock.
    await counter.goto(`/counter/l/${LOCATION}/menu`);
    const row = counter.getByRole("listitem").filter({ hasText: "Butter croissant" }).first();
    await row.getByText("None left in stock").waitFor();
    await row.getByRole("switch", { checked: true }).waitFor();
});
