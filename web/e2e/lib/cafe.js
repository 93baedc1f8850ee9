// A demo café that is open, and people who use its apps in browsers of their own.

import assert from "node:assert/strict";
import { join } from "node:path";

import { complaints, visitor } from "./chromium.js";
import { Person } from "./person.js";
import { Program } from "./program.js";

export const LOCATION = "loc_demo-cafe";
const ROLES = { barista: ["--location", LOCATION], manager: ["--location", LOCATION], admin: [] };

let staff = 0;

export class Cafe {
    /** Opens the demo café on SQLite, with the browser its people use. */
    static async open(browser, environment = {}) {
        const cafe = new Cafe();
        cafe.browser = browser;
        cafe.program = await Program.start(environment, {}, ["--demo"]);
        cafe.origin = cafe.program.origin;
        return cafe;
    }

    close() {
        return this.program.stop();
    }

    /** A page of somebody new, which remembers what the browser complains about. */
    async page(more = {}) {
        const page = await visitor(this.browser, this.program, more);
        page.complaints = complaints(page);
        return page;
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

    /** Where screenshots of a run are kept. */
    screenshots(name) {
        return join(process.env.COMANDA_SCREENSHOTS ?? this.program.folder, name);
    }
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
