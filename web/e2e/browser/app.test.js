// A program that runs in a browser, on an address of its own: it has no secret, and reaches us only
// as far as a browser lets it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Cafe, signIn } from "../lib/cafe.js";
import { barriers } from "../lib/chromium.js";
import { Client } from "../lib/client.js";
import { Person } from "../lib/person.js";
import { Site } from "../lib/site.js";
import { beforehand, throughout } from "../lib/throughout.js";

// The app's own server. A page that is only made up counts as one from far away, which browsers let
// nowhere near this machine.
const app = throughout(new Site());
const cafe = throughout(new Cafe());
const { program } = cafe;
let callback;
beforehand(async () => {
    callback = `${app.origin}/callback`;
    await program.run("client", "add", "app", "--redirect-uri", callback);
});

/** Somebody who is signed in, on the app's page after they were sent back to it. */
async function sentBack() {
    const client = await Client.discover(program, "app");
    client.callback = callback;
    // Without a header of our own, which would have to be allowed at each request to another origin.
    const page = await cafe.page({ extraHTTPHeaders: {} });
    const person = await Person.signedUp(program);
    await page.goto((await client.ask()).href);
    await signIn(page, person);
    await page.waitForURL(/callback\?code=/);
    return { client, page, person };
}

test("an app exchanges its code, refreshes and asks who it is from its own origin", async () => {
    const { client, page, person } = await sentBack();
    const known = await page.evaluate(
        async ({ issuer, callback, code_verifier }) => {
            const about = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
            const ask = async (fields) => {
                const body = new URLSearchParams({ client_id: "app", ...fields });
                return (await fetch(about.token_endpoint, { method: "POST", body })).json();
            };
            const code = new URLSearchParams(location.search).get("code");
            const first = await ask({
                grant_type: "authorization_code",
                redirect_uri: callback,
                code,
                code_verifier,
            });
            const next = await ask({
                grant_type: "refresh_token",
                refresh_token: first.refresh_token,
            });
            const headers = { Authorization: `Bearer ${next.access_token}` };
            return (await fetch(about.userinfo_endpoint, { headers })).json();
        },
        {
            issuer: program.origin,
            callback: client.callback,
            code_verifier: client.verifier,
        },
    );
    assert.equal(known.email, person.email);
    assert.deepEqual(page.complaints(), []);
});

test("an app on another origin reads no page of ours, and sends none of our forms", async () => {
    const { page } = await sentBack();
    const tried = await page.evaluate(async (issuer) => {
        const said = async (address, options) => {
            try {
                return (await fetch(issuer + address, { credentials: "include", ...options })).status;
            } catch {
                return "refused by the browser";
            }
        };
        return [
            await said("/account"),
            await said("/sign-out", { method: "POST" }),
            await said("/account/close", { method: "POST", body: new URLSearchParams() }),
        ];
    }, program.origin);
    assert.deepEqual(tried, Array(3).fill("refused by the browser"));
    await page.goto("/account");
    await page.getByRole("heading", { level: 1, name: "Your account" }).waitFor();
});

test("a frame of another site stays empty", async () => {
    const { page } = await sentBack();
    await page.setContent(`<iframe src="${program.origin}/account"></iframe>`);
    const frame = await (await page.waitForSelector("iframe")).contentFrame();
    await frame.waitForLoadState();
    assert.match(frame.url(), /^chrome-error:/);
});

test("a barrier on a page is found, so that finding none proves something", async () => {
    const page = await cafe.page();
    await page.goto("/sign-in");
    assert.deepEqual(await barriers(page), []);
    await page.evaluate(() => {
        document.querySelector("label").remove();
        document.querySelector("h1").style.color = "#ddd";
    });
    const found = (await barriers(page)).map((barrier) => barrier.split(":")[0]);
    assert.deepEqual(found.sort(), ["color-contrast", "label"]);
});
