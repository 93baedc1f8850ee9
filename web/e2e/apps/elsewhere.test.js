// People sign in at a provider that nobody here wrote, and the apps are served by the program.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Cafe } from "../lib/cafe.js";
import { Issuer } from "../lib/issuer.js";
import { add, order } from "../lib/order-app.js";
import { beforehand, throughout } from "../lib/throughout.js";

const issuer = throughout(new Issuer());
const cafe = throughout(
    new Cafe({
        // Known as soon as it is open.
        get COMANDA_IDENTITY__ISSUER() {
            return issuer.origin;
        },
        COMANDA_IDENTITY__CLIENTS: "comanda,order,counter",
        COMANDA_APPS__CLIENT_IDS__ORDER: "order",
        COMANDA_APPS__CLIENT_IDS__COUNTER: "counter",
    }),
);
beforehand(() => issuer.know(cafe.origin));

/** An app, with somebody signed in on the pages there. */
async function signedIn(app, name) {
    const page = await cafe.page();
    await page.goto(app === "order" ? "/order/me" : `/${app}/`);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByPlaceholder("Enter any login").fill(name);
    await page.getByPlaceholder("and password").fill("anything");
    await page.getByRole("button", { name: "Sign-in" }).click();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.waitForURL(new RegExp(`/${app}/(?!signed-in)`));
    return page;
}

test("who has no account there is led to its own page, which does not know prompt=create", async () => {
    const page = await cafe.page();
    await page.goto("/order/me");
    await page.getByRole("button", { name: "Create an account" }).click();
    await page.getByPlaceholder("Enter any login").waitFor();
});

const refused = (page) => page.complaints().filter((text) => text.includes("Content Security Policy"));

test("a drink goes from a customer to a barista, both signed in there", async () => {
    const [customer, barista] = [await signedIn("order", "anna"), await signedIn("counter", "ben")];
    await add(customer, "Flat white");
    await order(customer);
    const number = await customer.getByRole("heading", { level: 1, name: /^\S*\d+$/ }).innerText();
    await barista.getByRole("article", { name: new RegExp(number) }).getByRole("button", { name: /^Start/ }).click();
    await customer.getByText("We are making it").waitFor();
    // Tokens were in memory alone: who is here is asked of the provider, in a frame nobody sees.
    await customer.reload();
    await customer.getByText("We are making it").waitFor();
    await customer.goto("/order/me");
    await customer.getByText("anna@example.org").waitFor();
    assert.deepEqual([...refused(customer), ...refused(barista)], []);
});
