// How strong and how recent a sign-in is: prompt, max_age, acr_values; and signing out.

import assert from "node:assert/strict";
import { test } from "node:test";

import * as oidc from "openid-client";

import { Client, refused } from "../lib/client.js";
import { Person } from "../lib/person.js";
import { GOODBYE, Program } from "../lib/program.js";
import { beforehand, throughout } from "../lib/throughout.js";

const MFA = "urn:comanda:acr:mfa";
/** Longer than any test takes: for a library that wants to know how old a sign-in may be. */
const LONG_S = 3600;
const program = throughout(new Program());
let client;
beforehand(async () => {
    client = await Client.discover(program, "till");
});

test("prompt=none answers at once, signed in or not", async () => {
    const stranger = new Person(program);
    const { left } = await stranger.browser.open(await client.ask({ prompt: "none" }));
    assert.equal(await refused(client.take(left)), "login_required");
    const person = await Person.signedUp(program);
    const tokens = await client.signIn(person, { prompt: "none" });
    assert.equal(tokens.claims().email, person.email);
});

test("prompt=none asks nobody to agree, nor for a second factor", async () => {
    const partner = await Client.discover(program, "partner");
    const person = await Person.signedUp(program);
    const asked = await person.browser.open(await partner.ask({ prompt: "none" }));
    assert.equal(await refused(partner.take(asked.left)), "consent_required");
    const strong = await person.browser.open(await client.ask({ prompt: "none", acr_values: MFA }));
    assert.equal(await refused(client.take(strong.left)), "login_required");
});

test("prompt=login has somebody who is signed in show again who they are", async () => {
    const person = await Person.signedUp(program);
    const first = (await client.signIn(person)).claims();
    await nextSecond();
    const again = await person.browser.open(await client.ask({ prompt: "login" }));
    assert.equal(again.heading, "Please confirm that it is you");
    const { left } = await person.signIn(again);
    const second = (await client.take(left)).claims();
    assert.ok(second.auth_time > first.auth_time);
});

test("prompt=create leads to the page to sign up on, and from there to the client", async () => {
    const person = new Person(program);
    const ask = () => client.ask({ prompt: "create", login_hint: person.email });
    const page = await person.browser.open(await ask());
    assert.equal(page.url.pathname, "/sign-up");
    assert.ok(page.html.includes(`value="${person.email}"`));
    const { left } = await person.signUp(page);
    assert.equal((await client.take(left)).claims().email, person.email);
    assert.ok(client.config.serverMetadata().prompt_values_supported.includes("create"));
});

test("whoever has an account already goes on with it from the page to sign up on", async () => {
    const person = await Person.signedUp(program);
    const page = await person.browser.open(await client.ask({ prompt: "create" }));
    assert.equal(page.url.pathname, "/sign-up");
    const signIn = page.links.find((link) => link.startsWith("/sign-in"));
    const { left } = await person.browser.open(signIn);
    assert.equal((await client.take(left)).claims().email, person.email);
});

test("max_age=0 has them show it, and once is enough", async () => {
    const person = await Person.signedUp(program);
    const first = (await client.signIn(person)).claims();
    await nextSecond();
    const again = await person.browser.open(await client.ask({ max_age: "0" }));
    assert.equal(again.heading, "Please confirm that it is you");
    const { left } = await person.signIn(again);
    const second = (await client.take(left, { maxAge: LONG_S })).claims();
    assert.ok(second.auth_time > first.auth_time);
});

test("max_age=0 and a question in between still lead to the client", async () => {
    const partner = await Client.discover(program, "partner");
    const person = await Person.signedUp(program);
    await nextSecond();
    const again = await person.browser.open(await partner.ask({ max_age: "0" }));
    const asked = await person.signIn(again);
    assert.match(asked.heading, /Loyalty Partner/);
    await nextSecond();
    const fields = { decision: "allow" };
    const { left } = await person.browser.submit(asked, "/oauth/authorize/decide", fields);
    await partner.take(left, { maxAge: LONG_S });
});

test("a sign-in that is recent enough for max_age is not asked for again", async () => {
    const person = await Person.signedUp(program);
    const { left } = await person.browser.open(await client.ask({ max_age: `${LONG_S}` }));
    await client.take(left, { maxAge: LONG_S });
});

test("acr_values for a second factor lead to setting one up, and the tokens say so", async () => {
    const person = await Person.signedUp(program);
    assert.equal((await client.signIn(person)).claims().acr, "urn:comanda:acr:password");
    const enrolling = await person.browser.open(await client.ask({ acr_values: MFA }));
    assert.equal(enrolling.url.pathname, "/account/authenticator");
    const { left } = await person.kept(await person.enrol(enrolling));
    const claims = (await client.take(left)).claims();
    assert.equal(claims.acr, MFA);
    assert.deepEqual(claims.amr, ["pwd", "otp", "mfa"]);
});

test("a recovery code is a second factor, too", async () => {
    const person = await Person.signedUp(program);
    const enrolling = await person.browser.open("/account/authenticator");
    await person.kept(await person.enrol(enrolling));
    const browser = person.browser;
    await browser.submit(await browser.open("/sign-out"), "/sign-out");
    const second = await person.signIn(await browser.open(await client.ask()));
    const other = await browser.open(second.links.find((link) => link.includes("method=recovery")));
    const { left } = await browser.submit(other, "/sign-in/second", { code: person.recovery[0] });
    const claims = (await client.take(left)).claims();
    assert.equal(claims.acr, MFA);
    assert.deepEqual(claims.amr, ["pwd", "recovery", "mfa"]);
});

test("what nobody can show is refused in words that the client understands", async () => {
    const person = await Person.signedUp(program);
    const asked = await client.ask({ acr_values: "urn:elsewhere:retina" });
    const { left } = await person.browser.open(asked);
    assert.equal(await refused(client.take(left)), "unmet_authentication_requirements");
});

test("signing out at a client's request ends the session and goes back to the client", async () => {
    const person = await Person.signedUp(program);
    const tokens = await client.signIn(person);
    const { left } = await person.browser.open(
        oidc.buildEndSessionUrl(client.config, {
            id_token_hint: tokens.id_token,
            post_logout_redirect_uri: GOODBYE,
            state: "so long",
        }),
    );
    assert.equal(left.href, `${GOODBYE}?state=so+long`);
    const after = await person.browser.open(await client.ask({ prompt: "none" }));
    assert.equal(await refused(client.take(after.left)), "login_required");
    const gone = oidc.refreshTokenGrant(client.config, tokens.refresh_token);
    assert.equal(await refused(gone), "invalid_grant");
});

test("without a hint the person is asked before they are signed out", async () => {
    const person = await Person.signedUp(program);
    const url = oidc.buildEndSessionUrl(client.config, { post_logout_redirect_uri: GOODBYE });
    const asked = await person.browser.open(url);
    assert.equal(asked.url.pathname, "/oauth/logout");
    await client.signIn(person, { prompt: "none" });
    const { left } = await person.browser.submit(asked, "/sign-out");
    assert.equal(left.href, GOODBYE);
});

/** Times in tokens are whole seconds, so that two of them can only be told apart after one. */
async function nextSecond() {
    const left_ms = 1000 - (Date.now() % 1000);
    await new Promise((resolve) => setTimeout(resolve, left_ms + 5));
}
