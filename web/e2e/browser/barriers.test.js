// Every page, as somebody meets it who sees little, uses the keyboard alone, or has no scripts: in
// every language, by day and by night, on a phone and on a desk.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Cafe, signIn } from "../lib/cafe.js";
import { barriers, DESKTOP, PHONE } from "../lib/chromium.js";
import { Client } from "../lib/client.js";
import { Person } from "../lib/person.js";
import { throughout } from "../lib/throughout.js";

const cafe = throughout(new Cafe());
const { program } = cafe;

/**
 * By which light a page is looked at in each size. Words change neither colours nor structure: every
 * light in every size is for one language from the left and for the one from the right.
 */
function lights(language, viewport) {
    if (["en", "ar"].includes(language)) {
        return ["light", "dark"];
    }
    return viewport === PHONE ? ["light"] : ["dark"];
}

/** Looks at the page that is open in each size; what is wrong with it. */
async function look(page, name, found) {
    for (const viewport of [PHONE, DESKTOP]) {
        await page.setViewportSize(viewport);
        const { overflow, title, language } = await page.evaluate(() => ({
            overflow: document.documentElement.scrollWidth - innerWidth,
            title: document.title,
            language: document.documentElement.lang,
        }));
        const at = `${name} (${language}, ${viewport.width})`;
        if (overflow > 0) {
            found.push(`${at}: ${overflow} pixels too wide`);
        }
        if (!title.endsWith(" · Café Aurora") || title.startsWith(" ")) {
            found.push(`${at}: is called "${title}"`);
        }
        for (const colorScheme of lights(language, viewport)) {
            await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
            for (const barrier of await barriers(page)) {
                found.push(`${at}, ${colorScheme}: ${barrier}`);
            }
        }
    }
    await page.setViewportSize(PHONE);
}

/** The pages of somebody who is not signed in, and those that say what is wrong. */
async function outside(page, see) {
    await see("sign in", "/sign-in");
    await page.locator("#email").fill("nobody@example.org");
    await page.locator("#password").fill("not the password");
    await page.locator("form[action='/sign-in'] button").click();
    await see("sign in, refused");
    await see("sign up", "/sign-up");
    await page.locator("#name").fill("Ada Rivera");
    await page.locator("#email").fill("ada@example.org");
    await page.locator("#new_password").fill("password");
    await page.locator("form[action='/sign-up'] button").click();
    await see("sign up, refused");
    await see("forgotten", "/forgotten");
    await page.locator("#email").fill("nobody@example.org");
    await page.locator("form[action='/forgotten'] button").click();
    await see("code to reset");
    await see("signed out", "/signed-out");
    await see("unknown client", "/oauth/authorize?client_id=nobody");
    const link = new URL(/http\S+/.exec(await program.run("user", "invite", email()))[0]);
    await see("invited", link.pathname + link.search);
    await see("invited too late", "/invited?link=none");
}

let people = 0;
function email() {
    people += 1;
    return `guest-${people}@example.org`;
}

/** The pages of somebody who signs up, and protects the account. */
async function inside(page, see) {
    const person = new Person(program, email());
    await page.goto("/sign-up");
    await page.locator("#name").fill(person.name);
    await page.locator("#email").fill(person.email);
    await page.locator("#new_password").fill(person.password);
    await page.locator("form[action='/sign-up'] button").click();
    await see("code to sign up");
    await page.locator("#code").fill(await program.code(person.email));
    await page.locator("form[action='/sign-up/code'] button").click();
    await page.locator("dl").first().waitFor();
    await see("account", "/account?notice=welcome");
    for (const path of ["email", "password", "close", "passkeys/add", "authenticator"]) {
        await see(path, `/account/${path}`);
    }
    await page.locator("summary").click();
    await see("authenticator, with its key");
    person.secret = await page.locator(".secret").innerText();
    await page.locator("#code").fill("000000");
    await page.locator("form[action='/account/authenticator'] button").click();
    await see("authenticator, wrong code");
    await page.locator("#code").fill(await person.code());
    await page.locator("form[action='/account/authenticator'] button").click();
    await page.locator(".codes").waitFor();
    await see("recovery codes");
    await page.locator("form button").click();
    await see("account, protected", "/account");
    await see("turn off the second step", "/account/authenticator/off");
    await see("confirm", "/sign-in?again=1");
    await see("sign out", "/sign-out");
    await see("code to change the address", "/account/email");
    await page.locator("#email").fill(email());
    await page.locator("form[action='/account/email'] button").click();
    await see("code to change the address");
    return person;
}

/** The pages that clients lead to. */
async function asked(page, see) {
    const partner = await Client.discover(program, "partner");
    await see("consent", (await partner.ask()).href);
    await see("signing out for a client", "/oauth/logout?client_id=partner");
    const tablet = await fetch(`${program.origin}/oauth/device`, {
        method: "POST",
        body: new URLSearchParams({ client_id: "tablet", scope: "openid profile api" }),
    });
    const { verification_uri_complete } = await tablet.json();
    await see("device", verification_uri_complete);
    await page.locator("form[action='/device'] button").click();
    await see("device, confirm");
    await page.locator("form[action='/device/decide'] button[value=allow]").click();
    await see("device, done");
}

for (const language of ["en", "de", "fr", "es", "it", "ar"]) {
    test(`no page puts a barrier in somebody's way, in ${language}`, async () => {
        const found = [];
        const page = await cafe.page({ locale: language });
        const see = async (name, path) => {
            if (path) {
                await page.goto(path);
            }
            assert.equal(await page.locator("html").getAttribute("lang"), language, name);
            await look(page, name, found);
        };
        await outside(page, see);
        const person = await inside(page, see);
        await asked(page, see);
        await page.goto("/sign-out");
        await page.locator("form[action='/sign-out'] button").click();
        await page.goto("/sign-in");
        await page.locator("#email").fill(person.email);
        await page.locator("#password").fill(person.password);
        await page.locator("form[action='/sign-in'] button").click();
        await see("second factor");
        await see("second factor, by recovery code", "/sign-in/second?method=recovery");
        assert.deepEqual([...found, ...page.complaints()], []);
    });
}

test("somebody signs in with the keyboard alone, and sees where they are", async () => {
    const person = await Person.signedUp(program);
    const page = await cafe.page({ viewport: DESKTOP });
    await page.goto("/sign-in");
    const seen = async () =>
        page.evaluate(() => {
            const style = getComputedStyle(document.activeElement);
            return style.outlineStyle !== "none" || style.boxShadow !== "none";
        });
    const tabTo = async (selector) => {
        for (let presses = 0; presses < 12; presses += 1) {
            if (await page.evaluate((at) => document.activeElement.matches(at), selector)) {
                assert.ok(await seen(), `${selector} shows that it has the focus`);
                return;
            }
            await page.keyboard.press("Tab");
        }
        assert.fail(`${selector} is not reached`);
    };
    await tabTo("#email");
    await page.keyboard.type(person.email);
    await tabTo("#password");
    await page.keyboard.type("not the password");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").first().waitFor();
    assert.ok(await page.evaluate(() => document.activeElement.matches("#password")));
    const described = await page.locator("#password").getAttribute("aria-describedby");
    assert.ok(await page.locator(`#${described.split(" ")[0]}`).isVisible());
    await page.keyboard.type(person.password);
    await tabTo("form[action='/sign-in'] button");
    await page.keyboard.press("Space");
    await page.getByRole("heading", { level: 1, name: "Your account" }).waitFor();
});

test("without scripts everything works but passkeys, which are not offered", async () => {
    const page = await cafe.page({ javaScriptEnabled: false });
    const person = new Person(program, email());
    await page.goto("/sign-up");
    await page.getByLabel("Name").fill(person.name);
    await page.getByLabel("E-mail").fill(person.email);
    await page.getByLabel("Password").fill(person.password);
    await page.getByRole("button", { name: "Create account" }).click();
    await page.getByLabel("Code from the e-mail").fill(await program.code(person.email));
    await page.getByRole("button", { name: "Confirm" }).click();
    await page.goto("/account/authenticator");
    await page.locator("summary").click();
    person.secret = await page.locator(".secret").innerText();
    await page.getByLabel("Six-digit code").fill(await person.code());
    await page.getByRole("button", { name: "Turn on" }).click();
    await page.getByRole("button", { name: "I have kept them" }).click();
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await page.goto("/sign-in");
    assert.equal(await page.locator("form[data-passkey]").isVisible(), false);
    await signIn(page, person);
    await page.getByRole("heading", { level: 1, name: "Your account" }).waitFor();
});

test("a form leads on to the client that asked, past the page's own policy", async () => {
    const page = await cafe.page();
    // Nobody listens at the client's address: getting there is all that is asked.
    await page.route("http://localhost:9/**", (route) => route.fulfill({ body: "the client" }));
    const person = await Person.signedUp(program);
    const client = await Client.discover(program, "till");
    await page.goto((await client.ask()).href);
    await signIn(page, person);
    await page.waitForURL(/^http:\/\/localhost:9\/callback\?code=/);

    const partner = await Client.discover(program, "partner");
    await page.goto((await partner.ask()).href);
    await page.locator("button[value=deny]").click();
    await page.waitForURL(/error=access_denied/);

    const goodbye = "http://localhost:9/goodbye";
    const query = new URLSearchParams({ client_id: "till", post_logout_redirect_uri: goodbye });
    await page.goto(`/oauth/logout?${query}`);
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await page.waitForURL(goodbye);
    assert.deepEqual(page.complaints(), []);
});

test("a browser keeps the cookies that hold a session, and no script reads them", async () => {
    const page = await cafe.page();
    const person = await Person.signedUp(program);
    await page.goto("/sign-in");
    await signIn(page, person);
    await page.getByRole("heading", { level: 1, name: "Your account" }).waitFor();
    const names = (await page.context().cookies()).map((cookie) => cookie.name);
    assert.ok(names.includes("__Host-comanda-session"), names.join());
    assert.equal(await page.evaluate(() => document.cookie), "");
    assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
});
