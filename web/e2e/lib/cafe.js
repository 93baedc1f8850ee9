// A demo café that is open, and people who use its apps in browsers of their own.

import assert from "node:assert/strict";

import { launch, visitor } from "./chromium.js";
import { Person } from "./person.js";
import { Program } from "./program.js";

export const LOCATION = "loc_demo-cafe";
const ROLES = { barista: ["--location", LOCATION], manager: ["--location", LOCATION], admin: [] };

let staff = 0;
let orders = 0;

export class Cafe {
    /** The demo café on SQLite, with `settings` of the program, and the browser its people use. */
    constructor(settings = {}) {
        this.program = new Program(settings, ["--demo"]);
    }

    async open() {
        await this.program.open();
        this.origin = this.program.origin;
        this.browser = await launch(this.program.settings);
    }

    async close() {
        try {
            await this.browser?.close();
        } finally {
            await this.program.close();
        }
    }

    /** A page of somebody new. */
    page(more = {}) {
        return visitor(this.browser, this.program, more);
    }

    /** Somebody who works here, invited by mail as staff are. */
    async staff(role) {
        staff += 1;
        const person = new Person(this.program, `${role}-${staff}@cafe.example`);
        const said = await this.program.run("user", "invite", person.email, "--role", role, ...ROLES[role]);
        // The command does not know the port that the server took.
        const link = new URL(/http\S+/.exec(said)[0]);
        const invited = await person.browser.open(link.pathname + link.search);
        const { name, password: new_password } = person;
        const next = await person.browser.submit(invited, "/invited", { name, new_password });
        if (next.url.pathname === "/account/authenticator") {
            await person.kept(await person.enrol(next));
        }
        return person;
    }

    /** An app, with somebody signed in on its pages. */
    async signedIn(app, person, more = {}) {
        const page = await this.page(more);
        page.person = person;
        await page.goto(`/${app}/`);
        await page.getByRole("button", { name: "Sign in", exact: true }).click();
        await signIn(page, person);
        await page.waitForURL(new RegExp(`/${app}/(?!signed-in)`));
        return page;
    }

    /** The API, as somebody with a token of the instance's own key. */
    async api(role = "barista", subject = "api") {
        const where = ROLES[role] ?? [];
        const words = ["token", "--role", role, "--subject", subject, ...where];
        const token = (await this.program.run(...words)).trim();
        return async (method, path, body, headers = {}) => {
            const answer = await fetch(`${this.origin}${path}`, {
                method,
                headers: {
                    authorization: `Bearer ${token}`,
                    ...(body === undefined ? {} : { "content-type": "application/json" }),
                    ...headers,
                },
                ...(body === undefined ? {} : { body: JSON.stringify(body) }),
            });
            const text = await answer.text();
            assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
            return text === "" ? undefined : JSON.parse(text);
        };
    }
}

/** An order by who has the token of `api`, once it is confirmed. */
export async function ordered(api, wanted = {}) {
    orders += 1;
    const lines = [{ product: "prd_espresso", quantity: 1 }];
    const body = { location: LOCATION, name: `Anna ${orders}`, lines, ...wanted };
    // As long as it may: how fast an order is confirmed is not what is tried here.
    const headers = { "idempotency-key": `order-${orders}`, prefer: "wait=25" };
    const order = await api("POST", "/v1/orders", body, headers);
    assert.equal(order.status, "confirmed");
    return order;
}

/** Fills in the sign-in pages, with a second factor where they ask for one. */
export async function signIn(page, person) {
    await page.getByLabel("E-mail").fill(person.email);
    await page.getByLabel("Password", { exact: true }).fill(person.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    if (person.secret) {
        await page.getByLabel("Six-digit code").fill(await person.code());
        await page.getByRole("button", { name: "Confirm" }).click();
    }
}
