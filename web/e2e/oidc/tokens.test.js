// What becomes of tokens: refreshed, revoked, introspected; and those that no person signs in for.

import assert from "node:assert/strict";
import { test } from "node:test";

import * as oidc from "openid-client";

import { Client, claimsOf, refused } from "../lib/client.js";
import { Person } from "../lib/person.js";
import { Program } from "../lib/program.js";
import { beforehand, throughout } from "../lib/throughout.js";

const program = throughout(new Program());
let client;
beforehand(async () => {
    client = await Client.discover(program, "till");
});

const refresh = (token, more) => oidc.refreshTokenGrant(client.config, token, more);
const userinfo = (token) => oidc.fetchUserInfo(client.config, token, oidc.skipSubjectCheck);

test("a refresh token is used once, and each time there is another", async () => {
    const person = await Person.signedUp(program);
    const first = await client.signIn(person);
    const second = await refresh(first.refresh_token);
    const third = await refresh(second.refresh_token);
    const tokens = [first, second, third].map((each) => each.refresh_token);
    assert.equal(new Set(tokens).size, 3);
    assert.equal(third.claims().sub, first.claims().sub);
    assert.equal(third.claims().auth_time, first.claims().auth_time);
    await userinfo(third.access_token);
});

test("a refresh token that comes twice ends all of its family, and its owner is told", async () => {
    const person = await Person.signedUp(program);
    const stolen = await client.signIn(person);
    const owned = await refresh(stolen.refresh_token);
    assert.equal(await refused(refresh(stolen.refresh_token)), "invalid_grant");
    assert.equal(await refused(refresh(owned.refresh_token)), "invalid_grant");
    await assert.rejects(userinfo(owned.access_token));
    await program.mail(person.email, /used a second time/);
    await program.logged(/"security".*RefreshTokenReused/);
});

test("a refreshed token has less than before where less was asked for, and never more", async () => {
    const person = await Person.signedUp(program);
    const first = await client.signIn(person, { scope: "openid email offline_access" });
    assert.equal(await refused(refresh(first.refresh_token, { scope: "openid api" })), "invalid_scope");
    const less = await refresh(first.refresh_token, { scope: "openid" });
    assert.equal(claimsOf(less.access_token).scope, "openid");
});

test("a refresh token does nothing for another client", async () => {
    const person = await Person.signedUp(program);
    const { refresh_token } = await client.signIn(person);
    const bookkeeping = await Client.discover(program, "bookkeeping");
    const taken = oidc.refreshTokenGrant(bookkeeping.config, refresh_token);
    assert.equal(await refused(taken), "invalid_grant");
    await refresh(refresh_token);
});

test("a revoked token opens nothing, nor does what came of the same sign-in", async () => {
    for (const which of ["refresh_token", "access_token"]) {
        const person = await Person.signedUp(program);
        const tokens = await client.signIn(person);
        await oidc.tokenRevocation(client.config, tokens[which]);
        assert.equal(await refused(refresh(tokens.refresh_token)), "invalid_grant");
        await assert.rejects(userinfo(tokens.access_token));
    }
});

test("revoking what is no token is no error, and another's token stays", async () => {
    const person = await Person.signedUp(program);
    const tokens = await client.signIn(person);
    const bookkeeping = await Client.discover(program, "bookkeeping");
    await oidc.tokenRevocation(bookkeeping.config, tokens.refresh_token);
    await oidc.tokenRevocation(bookkeeping.config, tokens.access_token);
    await oidc.tokenRevocation(bookkeeping.config, "no token");
    await refresh(tokens.refresh_token);
});

test("introspection says what a token is worth, to clients with a secret only", async () => {
    const bookkeeping = await Client.discover(program, "bookkeeping");
    const person = await Person.signedUp(program);
    const tokens = await bookkeeping.signIn(person);
    const ask = (token) => oidc.tokenIntrospection(bookkeeping.config, token);
    const access = await ask(tokens.access_token);
    assert.equal(access.active, true);
    assert.equal(access.client_id, "bookkeeping");
    assert.equal((await ask(tokens.refresh_token)).token_use, "refresh");
    assert.deepEqual(await ask("no token"), { active: false });
    assert.deepEqual(await ask(tokens.id_token), { active: false });
    assert.deepEqual(await ask((await client.signIn(person)).refresh_token), { active: false });
    await oidc.tokenRevocation(bookkeeping.config, tokens.refresh_token);
    assert.deepEqual(await ask(tokens.access_token), { active: false });
    const curious = oidc.tokenIntrospection(client.config, tokens.access_token);
    assert.equal(await refused(curious), "invalid_client");
});

test("a service gets a token for itself, and learns of no person by it", async () => {
    const robot = await Client.discover(program, "robot");
    const tokens = await oidc.clientCredentialsGrant(robot.config, { scope: "api" });
    const access = claimsOf(tokens.access_token);
    assert.equal(access.sub, "robot");
    assert.equal(access.scope, "api");
    assert.equal(tokens.refresh_token, undefined);
    assert.equal(tokens.id_token, undefined);
    await assert.rejects(userinfo(tokens.access_token));
    const more = oidc.clientCredentialsGrant(robot.config, { scope: "openid" });
    assert.equal(await refused(more), "invalid_scope");
    const till = oidc.clientCredentialsGrant(client.config, { scope: "api" });
    assert.equal(await refused(till), "unauthorized_client");
});

test("a tablet is signed in by somebody who types its code elsewhere", async () => {
    const tablet = await Client.discover(program, "tablet");
    const person = await Person.signedUp(program);
    const asked = await oidc.initiateDeviceAuthorization(tablet.config, { scope: "openid api" });
    const polled = oidc.pollDeviceAuthorizationGrant(tablet.config, asked);
    const page = await person.browser.open(asked.verification_uri);
    const confirm = await person.browser.submit(page, "/device", { code: asked.user_code });
    assert.match(confirm.html, /Bar tablet/);
    await person.browser.submit(confirm, "/device/decide", { decision: "allow" });
    const tokens = await polled;
    assert.equal(tokens.claims().aud, "tablet");
    await userinfo(tokens.access_token);
    const used = await person.browser.submit(page, "/device", { code: asked.user_code });
    assert.match(used.problem, /do not know that code/);
});

test("a tablet whose person says no gets nothing", async () => {
    const tablet = await Client.discover(program, "tablet");
    const person = await Person.signedUp(program);
    const asked = await oidc.initiateDeviceAuthorization(tablet.config, { scope: "openid api" });
    const page = await person.browser.open(asked.verification_uri_complete);
    const confirm = await person.browser.submit(page, "/device", { code: asked.user_code });
    await person.browser.submit(confirm, "/device/decide", { decision: "deny" });
    const polled = oidc.pollDeviceAuthorizationGrant(tablet.config, asked);
    assert.equal(await refused(polled), "access_denied");
});
