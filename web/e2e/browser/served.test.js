// The apps as the program serves them: held to their policy, signed in by a hidden frame, and found
// again as a guest by a cookie that no script sees.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Cafe, signIn } from "../lib/cafe.js";
import { Person } from "../lib/person.js";
import { Site } from "../lib/site.js";
import { throughout } from "../lib/throughout.js";

const APPS = ["order", "counter", "office"];

const elsewhere = throughout(new Site());
const cafe = throughout(new Cafe());

/** A page of another site. */
async function otherSite(page) {
    await page.goto(`http://127.0.0.1:${elsewhere.port}/`);
    return page;
}

/** Asks the provider from a hidden frame of an app, and says what it answered there. */
function silently(page, app) {
    return page.evaluate(async (app) => {
        const about = await (await fetch("/.well-known/openid-configuration")).json();
        const url = new URL(about.authorization_endpoint);
        const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode("v".repeat(43)));
        const challenge = btoa(String.fromCharCode(...new Uint8Array(digest)));
        url.search = new URLSearchParams({
            client_id: app,
            redirect_uri: `${location.origin}/${app}/silent.html`,
            response_type: "code",
            scope: "openid profile email api",
            prompt: "none",
            state: "s",
            code_challenge: challenge.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""),
            code_challenge_method: "S256",
        }).toString();
        const frame = document.createElement("iframe");
        frame.hidden = true;
        const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
        frame.src = url.href;
        document.body.append(frame);
        await loaded;
        return frame.contentWindow.location.href;
    }, app);
}

test("each app starts without breaking the policy it is served with", async () => {
    for (const app of APPS) {
        const page = await cafe.page();
        await page.goto(`/${app}/`);
        await page.getByRole("main").first().waitFor();
        assert.deepEqual(page.complaints(), [], app);
        await page.close();
    }
});

test("an app learns in a hidden frame whether somebody is signed in", async () => {
    const page = await cafe.page();
    await page.goto("/order/");
    assert.match(await silently(page, "order"), /\/order\/silent\.html\?error=login_required/);
    const person = await Person.signedUp(cafe.program);
    await page.goto("/sign-in");
    await signIn(page, person);
    await page.getByRole("heading", { level: 1, name: "Your account" }).waitFor();
    // Back by the name of the café, which leads to where people order.
    await page.getByRole("banner").getByRole("link").click();
    await page.waitForURL(/\/order\//);
    assert.match(await silently(page, "order"), /\/order\/silent\.html\?code=/);
});

test("an app stands in no frame of another site", async () => {
    const page = await otherSite(await cafe.page());
    for (const path of ["/order/", "/order/silent.html", "/order/config.json"]) {
        await page.setContent(`<iframe src="${cafe.origin}${path}"></iframe>`);
        const frame = await (await page.waitForSelector("iframe")).contentFrame();
        await frame.waitForLoadState();
        assert.match(frame.url(), /^chrome-error:/, path);
    }
});

test("a guest is found again after the page was closed, and by no script and no other site", async () => {
    const page = await cafe.page();
    // A page of ours that does nothing by itself.
    await page.goto("/order/silent.html");
    const known = () =>
        page.evaluate(async () => {
            const answer = await fetch("/v1/guests/me");
            return answer.status === 200 ? (await answer.json()).token : answer.status;
        });
    assert.equal(await known(), 204);
    const token = await page.evaluate(async () => {
        const answer = await fetch("/v1/guests", { method: "POST" });
        return (await answer.json()).token;
    });
    assert.equal(await known(), token);
    assert.equal(await page.evaluate(() => document.cookie), "", "no script sees it");

    const other = await otherSite(await page.context().newPage());
    const tried = await other.evaluate(async (origin) => {
        const said = async (path, method) => {
            try {
                const options = { method, credentials: "include" };
                return (await fetch(origin + path, options)).status;
            } catch {
                return "refused by the browser";
            }
        };
        return [await said("/v1/guests/me", "GET"), await said("/v1/guests/me", "DELETE")];
    }, cafe.origin);
    assert.deepEqual(tried, Array(2).fill("refused by the browser"));
    // A form of theirs is sent, but lays nobody new over the guest who has ordered.
    await other.setContent(`<form method="post" action="${cafe.origin}/v1/guests"><button>Win</button></form>`);
    await other.getByRole("button").click();
    await other.waitForURL(/\/v1\/guests/);
    assert.equal(await known(), token);

    await page.evaluate(() => fetch("/v1/guests/me", { method: "DELETE" }));
    assert.equal(await known(), 204);
});
