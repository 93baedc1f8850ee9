// Attacks on the way of a code: replaying it, stealing it, and leading it elsewhere.

import assert from "node:assert/strict";
import { test } from "node:test";

import * as oidc from "openid-client";

import { Client, refused } from "../lib/client.js";
import { Person } from "../lib/person.js";
import { CALLBACK, Program } from "../lib/program.js";
import { beforehand, throughout } from "../lib/throughout.js";

const program = throughout(new Program());
let client;
beforehand(async () => {
    client = await Client.discover(program, "till");
});

/** What the token endpoint answers to a form. */
async function token(fields, headers = {}) {
    const body = new URLSearchParams(fields);
    const answer = await fetch(`${program.origin}/oauth/token`, { method: "POST", body, headers });
    return { status: answer.status, ...(await answer.json()) };
}

/** A code that somebody was given, and the form that exchanges it. */
async function given(person) {
    const { left } = await person.browser.open(await client.ask());
    const code = left.searchParams.get("code");
    assert.ok(code, left.href);
    return {
        grant_type: "authorization_code",
        client_id: "till",
        redirect_uri: CALLBACK,
        code_verifier: client.verifier,
        code,
    };
}

test("a code that comes twice ends what the first use became", async () => {
    const form = await given(await Person.signedUp(program));
    const owned = await token(form);
    assert.equal(owned.status, 200);
    assert.equal((await token(form)).error, "invalid_grant");
    const refresh = oidc.refreshTokenGrant(client.config, owned.refresh_token);
    assert.equal(await refused(refresh), "invalid_grant");
    await assert.rejects(
        oidc.fetchUserInfo(client.config, owned.access_token, oidc.skipSubjectCheck),
    );
    await program.logged(/"security".*CodeReused/);
});

test("of many who show one code at the same moment, at most one gets tokens", async () => {
    const form = await given(await Person.signedUp(program));
    const answers = await Promise.all(Array.from({ length: 8 }, () => token(form)));
    const got = answers.filter((answer) => answer.status === 200).length;
    assert.ok(got <= 1, `${got} got tokens`);
});

test("a code does nothing without the verifier it was asked for with", async () => {
    const person = await Person.signedUp(program);
    const form = await given(person);
    const { code_verifier, ...without } = form;
    assert.equal((await token(without)).error, "invalid_request");
    const challenge = await oidc.calculatePKCECodeChallenge(code_verifier);
    const wrong = ["", challenge, oidc.randomPKCECodeVerifier(), code_verifier.slice(1), "a"];
    for (const verifier of wrong) {
        const { error } = await token({ ...form, code_verifier: verifier });
        assert.match(error, /^invalid_(grant|request)$/, verifier);
    }
    assert.equal((await token(form)).status, 200, "its owner still can");
});

test("a client that asks without PKCE, or with plain, gets no code", async () => {
    const person = await Person.signedUp(program);
    const url = await client.ask();
    const challenge = url.searchParams.get("code_challenge");
    const tricks = [
        { code_challenge: null, code_challenge_method: null },
        { code_challenge: null },
        { code_challenge_method: null },
        { code_challenge_method: "plain" },
        { code_challenge_method: "s256" },
        { code_challenge: "" },
        { code_challenge: `${challenge}=` },
        { code_challenge: challenge.slice(1) },
    ];
    for (const trick of tricks) {
        const asked = new URL(url);
        for (const [name, value] of Object.entries(trick)) {
            if (value === null) {
                asked.searchParams.delete(name);
            } else {
                asked.searchParams.set(name, value);
            }
        }
        const { left } = await person.browser.open(asked);
        assert.equal(left.searchParams.get("error"), "invalid_request", JSON.stringify(trick));
        assert.equal(left.searchParams.get("code"), null);
    }
});

test("a code belongs to its client and to its address", async () => {
    const form = await given(await Person.signedUp(program));
    const { bookkeeping } = program.secrets;
    const stolen = await token({ ...form, client_id: "bookkeeping", client_secret: bookkeeping });
    assert.equal(stolen.error, "invalid_grant");
    const elsewhere = await token({ ...form, redirect_uri: `${CALLBACK}/` });
    assert.equal(elsewhere.error, "invalid_grant");
});

test("nobody is led to an address that is not registered, character by character", async () => {
    const person = await Person.signedUp(program);
    const tricks = [
        `${CALLBACK}/`,
        `${CALLBACK}/../evil`,
        `${CALLBACK}/%2e%2e/evil`,
        `${CALLBACK}?next=https://evil.example`,
        `${CALLBACK}#fragment`,
        `${CALLBACK}%23`,
        `${CALLBACK}.evil.example`,
        `${CALLBACK}%00`,
        ` ${CALLBACK}`,
        "http://localhost:9/Callback",
        "HTTP://localhost:9/callback",
        "http://LOCALHOST:9/callback",
        "http://localhost:90/callback",
        "http://localhost/callback",
        "https://localhost:9/callback",
        "http://localhost:9@evil.example/callback",
        "http://user@localhost:9/callback",
        "http://localhost.evil.example:9/callback",
        "http://127.0.0.1:9/callback",
        "//localhost:9/callback",
        "/callback",
        "http:\\\\localhost:9\\callback",
        "javascript:alert(1)//http://localhost:9/callback",
        "data:text/html,callback",
        "",
    ];
    for (const redirect_uri of tricks) {
        for (const more of [{}, { prompt: "none" }, { response_type: "token" }]) {
            const asked = await client.ask({ redirect_uri, ...more });
            const shown = await person.browser.open(asked);
            assert.equal(shown.left, undefined, redirect_uri);
            assert.equal(shown.status, 400, redirect_uri);
        }
    }
});

test("a redirect_uri that stands twice leads nowhere", async () => {
    const person = await Person.signedUp(program);
    for (const second of ["https://evil.example/", CALLBACK]) {
        const asked = await client.ask();
        asked.searchParams.append("redirect_uri", second);
        assert.equal((await person.browser.open(asked)).status, 400);
    }
});

test("every answer to a client names the issuer, so that a mix-up is noticed", async () => {
    const person = await Person.signedUp(program);
    for (const more of [{}, { acr_values: "urn:elsewhere" }, { response_type: "token" }]) {
        const { left } = await person.browser.open(await client.ask(more));
        assert.equal(left.searchParams.get("iss"), program.origin);
    }
    const { left } = await person.browser.open(await client.ask());
    left.searchParams.set("iss", "https://evil.example");
    await assert.rejects(client.take(left), ({ cause }) => /"iss"/.test(cause.message));
});

test("tokens never travel in an address", async () => {
    const person = await Person.signedUp(program);
    for (const response_type of ["token", "id_token", "id_token token", "code token", "none"]) {
        const { left } = await person.browser.open(await client.ask({ response_type }));
        assert.equal(left.searchParams.get("error"), "unsupported_response_type");
        assert.equal(left.hash, "");
    }
    for (const response_mode of ["fragment", "form_post", "web_message"]) {
        const { left } = await person.browser.open(await client.ask({ response_mode }));
        assert.equal(left.searchParams.get("error"), "invalid_request");
    }
});

test("a token in an address opens nothing", async () => {
    const person = await Person.signedUp(program);
    const { access_token } = await client.signIn(person);
    const query = new URLSearchParams({ access_token, token: access_token, bearer: access_token });
    for (const path of ["/v1/me", "/oauth/userinfo"]) {
        assert.equal((await fetch(`${program.origin}${path}?${query}`)).status, 401);
        const body = new URLSearchParams({ access_token });
        const posted = await fetch(program.origin + path, { method: "POST", body });
        assert.ok([401, 405].includes(posted.status), `${path} ${posted.status}`);
        const headers = { Authorization: `Bearer ${access_token}` };
        assert.equal((await fetch(program.origin + path, { headers })).status, 200);
    }
});

test("what holds a token is not kept by anybody in between", async () => {
    const form = await given(await Person.signedUp(program));
    const body = new URLSearchParams(form);
    const answer = await fetch(`${program.origin}/oauth/token`, { method: "POST", body });
    assert.equal(answer.headers.get("cache-control"), "no-store");
    assert.ok((await answer.json()).access_token);
});

test("a browser is led on with GET, and no script of another site follows", async () => {
    const person = await Person.signedUp(program);
    for (const address of [await client.ask(), "/account/kept", "/sign-out"]) {
        const method = address instanceof URL ? "GET" : "POST";
        const answer = await person.browser.send(method, address, method === "POST" ? {} : undefined);
        assert.equal(answer.status, 303, `${address}`);
        assert.equal(answer.headers.get("access-control-allow-origin"), null);
    }
});

test("a confidential client's secret is asked for, in one way at a time", async () => {
    const basic = { Authorization: `Basic ${btoa(`robot:${program.secrets.robot}`)}` };
    const form = { grant_type: "client_credentials", scope: "api" };
    const good = await token(form, basic);
    assert.equal(good.status, 200);
    const two = await token({ ...form, client_secret: program.secrets.robot }, basic);
    assert.equal(two.error, "invalid_request");
    const other = await token({ ...form, client_id: "till" }, basic);
    assert.equal(other.error, "invalid_client");
    assert.equal((await token({ ...form, client_id: "robot" })).error, "invalid_client");
    const unknown = await token({ ...form, client_id: "nobody", client_secret: "x" });
    const wrong = await token({ ...form, client_id: "robot", client_secret: "x" });
    assert.deepEqual(unknown, wrong, "which clients there are is nobody's business");
});

test("somebody else's page cannot agree for a person, nor agree to more", async () => {
    const partner = await Client.discover(program, "partner");
    const person = await Person.signedUp(program);
    const asked = await person.browser.open(await partner.ask());
    const form = asked.forms.find((one) => one.action === "/oauth/authorize/decide");
    const cross = { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" };
    const fields = { ...form.hidden, decision: "allow" };
    const refusedThere = await person.browser.post(form.action, fields, cross);
    assert.equal(refusedThere.status, 403);
    const still = await person.browser.open(await partner.ask());
    assert.match(still.heading ?? "", /Loyalty Partner/, "they are still asked");
    const link = new URL(await partner.ask());
    link.searchParams.set("agreed", "true");
    link.searchParams.set("decision", "allow");
    assert.match((await person.browser.open(link)).heading ?? "", /Loyalty Partner/);
});
