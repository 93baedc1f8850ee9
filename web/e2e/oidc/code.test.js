// The authorization code flow, from discovery to tokens, and what they say.

import assert from "node:assert/strict";
import { test } from "node:test";

import * as oidc from "openid-client";

import { Client, claimsOf, refused } from "../lib/client.js";
import { Person } from "../lib/person.js";
import { CALLBACK, Program, eventually } from "../lib/program.js";
import { throughout } from "../lib/throughout.js";

const program = throughout(new Program());

test("discovery describes a provider that the library accepts", async () => {
    const { config } = await Client.discover(program, "till");
    const server = config.serverMetadata();
    assert.equal(server.issuer, program.origin);
    assert.ok(server.supportsPKCE("S256"));
    assert.deepEqual(server.response_types_supported, ["code"]);
    assert.deepEqual(server.id_token_signing_alg_values_supported, ["ES256"]);
    assert.equal(server.authorization_response_iss_parameter_supported, true);
    const oauth = await oidc.discovery(new URL(program.origin), "till", {}, oidc.None(), {
        algorithm: "oauth2",
        execute: [oidc.allowInsecureRequests],
    });
    assert.deepEqual(oauth.serverMetadata(), server);
});

test("somebody signs up on the way to a client, and it learns who they are", async () => {
    const client = await Client.discover(program, "till");
    const person = new Person(program);
    const signIn = await person.browser.open(await client.ask());
    assert.equal(signIn.heading, "Sign in");
    const signUp = await person.browser.open(signIn.links.find((link) => link.startsWith("/sign-up")));
    const { left } = await person.signUp(signUp);
    assert.equal(`${left.origin}${left.pathname}`, CALLBACK);
    assert.equal(left.searchParams.get("iss"), program.origin);

    const tokens = await client.take(left);
    const claims = tokens.claims();
    assert.equal(claims.aud, "till");
    assert.equal(claims.email, person.email);
    assert.equal(claims.email_verified, true);
    assert.equal(claims.name, person.name);
    assert.equal(claims.acr, "urn:comanda:acr:password");
    assert.deepEqual(claims.amr, ["pwd"]);
    assert.equal(claims.token_use, "id");
    assert.ok(Math.abs(Date.now() / 1000 - claims.auth_time) < 60);

    const access = claimsOf(tokens.access_token);
    assert.equal(access.sub, claims.sub);
    assert.equal(access.aud, "comanda");
    assert.equal(access.client_id, "till");
    assert.equal(access.token_use, "access");
    assert.equal(access.auth_time, claims.auth_time);
    assert.equal(access.scope, "openid profile email offline_access api");
    assert.equal(tokens.token_type, "bearer");

    const known = await oidc.fetchUserInfo(client.config, tokens.access_token, claims.sub);
    assert.equal(known.email, person.email);
    assert.equal(known.name, person.name);
});

test("the access token opens the API, and the id token opens nothing", async () => {
    const client = await Client.discover(program, "till");
    const person = await Person.signedUp(program);
    const tokens = await client.signIn(person);
    const me = (token) =>
        fetch(`${program.origin}/v1/me`, { headers: { Authorization: `Bearer ${token}` } });
    const opened = await me(tokens.access_token);
    assert.equal(opened.status, 200);
    assert.equal((await opened.json()).email, person.email);
    assert.equal((await me(tokens.id_token)).status, 401);
});

test("a client is told no more than the scopes it asked for", async () => {
    const client = await Client.discover(program, "till");
    const person = await Person.signedUp(program);
    const tokens = await client.signIn(person, { scope: "openid" });
    assert.equal(tokens.claims().email, undefined);
    assert.equal(tokens.claims().name, undefined);
    const access = claimsOf(tokens.access_token);
    assert.equal(access.aud, program.origin, "without the scope api it is not for our API");
    const api = await fetch(`${program.origin}/v1/me`, {
        headers: { Authorization: `Bearer ${tokens.access_token}` },
    });
    assert.equal(api.status, 401);
    const known = await oidc.fetchUserInfo(client.config, tokens.access_token, access.sub);
    assert.deepEqual(Object.keys(known), ["sub"]);
});

test("a role and where it holds stand in the tokens, and staff need a second factor", async () => {
    const email = "manager@example.org";
    const invite = ["user", "invite", email, "--role", "manager", "--location", "loc_corner"];
    // The command does not know the port that the server took.
    const link = new URL(/http\S+/.exec(await program.run(...invite))[0]);
    const person = new Person(program, email);
    const invited = await person.browser.open(link.pathname + link.search);
    const { name, password: new_password } = person;
    const enrolling = await person.browser.submit(invited, "/invited", { name, new_password });
    assert.equal(enrolling.url.pathname, "/account/authenticator");
    await person.kept(await person.enrol(enrolling));

    const client = await Client.discover(program, "till");
    const claims = (await client.signIn(person)).claims();
    assert.deepEqual(claims["cognito:groups"], ["manager:loc_corner"]);
    assert.equal(claims.acr, "urn:comanda:acr:mfa");
    assert.deepEqual(claims.amr, ["pwd", "otp", "mfa"]);
});

test("whoever opens the first link becomes the admin, once, and their word counts", async () => {
    const said = () => program.said.map((line) => /^ *(http\S+invited\S+)$/.exec(line)?.[1]).find(Boolean);
    const link = await eventually(async () => said(), "a link for the first admin");
    const person = new Person(program, "owner@example.org");
    const shown = await person.browser.open(link);
    const { email, name, password: new_password } = person;
    const enrolling = await person.browser.submit(shown, "/invited", { email, name, new_password });
    await person.kept(await person.enrol(enrolling));
    const second = new Person(program, "thief@example.org");
    const late = await second.browser.open(link);
    assert.equal(late.status, 400);

    const client = await Client.discover(program, "till");
    const tokens = await client.signIn(person);
    assert.deepEqual(tokens.claims()["cognito:groups"], ["admin"]);
    const headers = { Authorization: `Bearer ${tokens.access_token}` };
    assert.equal((await fetch(`${program.origin}/v1/workflows`, { headers })).status, 200);
});

test("a confidential client shows its secret, by HTTP Basic or in the form", async () => {
    const person = await Person.signedUp(program);
    const secret = program.secrets.bookkeeping;
    for (const auth of [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)]) {
        const client = await Client.discover(program, "bookkeeping", { auth });
        assert.equal((await client.signIn(person)).claims().aud, "bookkeeping");
    }
    for (const auth of [oidc.ClientSecretBasic("wrong"), oidc.ClientSecretPost("wrong"), oidc.None()]) {
        const client = await Client.discover(program, "bookkeeping", { auth });
        const { left } = await person.browser.open(await client.ask());
        assert.equal(await refused(client.take(left)), "invalid_client");
    }
});

test("somebody else's client gets nothing before the person has agreed", async () => {
    const client = await Client.discover(program, "partner");
    const person = await Person.signedUp(program);
    const asked = await person.browser.open(await client.ask({ scope: "openid email" }));
    assert.match(asked.heading, /Loyalty Partner/);
    const { left } = await person.browser.submit(asked, "/oauth/authorize/decide", {
        decision: "allow",
    });
    const tokens = await client.take(left);
    assert.equal(tokens.claims().email, person.email);

    const again = await person.browser.open(await client.ask({ scope: "openid email" }));
    const said = await person.browser.submit(again, "/oauth/authorize/decide", { decision: "deny" });
    assert.equal(await refused(client.take(said.left)), "access_denied");
});
