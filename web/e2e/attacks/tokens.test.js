// Attacks with tokens that are forged, borrowed from elsewhere, or meant for something else.

import assert from "node:assert/strict";
import { createPublicKey } from "node:crypto";
import { test } from "node:test";

import * as oidc from "openid-client";

import { Client, claimsOf } from "../lib/client.js";
import { OWN, byHmac, byOwnEc, byOwnRsa, forged, unsigned } from "../lib/forgery.js";
import { Person } from "../lib/person.js";
import { Program } from "../lib/program.js";
import { beforehand, throughout } from "../lib/throughout.js";

const program = throughout(new Program());
let bookkeeping;
let tokens;
let claims;
let jwk;
beforehand(async () => {
    bookkeeping = await Client.discover(program, "bookkeeping");
    tokens = await bookkeeping.signIn(await Person.signedUp(program));
    claims = claimsOf(tokens.access_token);
    [jwk] = (await (await fetch(`${program.origin}/oauth/jwks`)).json()).keys;
});

/** Whom a token opens what: nothing may believe what anything else refuses. */
async function opened(token) {
    const headers = { Authorization: `Bearer ${token}` };
    const api = await fetch(`${program.origin}/v1/me`, { headers });
    const about = await fetch(`${program.origin}/oauth/userinfo`, { headers });
    const worth = await oidc.tokenIntrospection(bookkeeping.config, token);
    return [api.status, about.status, worth.active];
}

const NOTHING = [401, 401, false];

test("the token itself opens all three, so that what follows proves something", async () => {
    assert.deepEqual(await opened(tokens.access_token), [200, 200, true]);
});

test("another algorithm than the key's is refused, whatever the header says", async () => {
    const pem = createPublicKey({ key: jwk, format: "jwk" }).export({ type: "spki", format: "pem" });
    const header = (alg) => ({ typ: "at+jwt", kid: jwk.kid, alg });
    const tricks = {
        none: forged(header("none"), claims, unsigned),
        None: forged(header("None"), claims, unsigned),
        "no signature": forged(header("ES256"), claims, unsigned),
        "zero signature": forged(header("ES256"), claims, () => Buffer.alloc(64)),
        "HS256 with the public key": forged(header("HS256"), claims, byHmac(pem)),
        "HS256 with its x": forged(header("HS256"), claims, byHmac(jwk.x)),
        "HS256 with the whole jwk": forged(header("HS256"), claims, byHmac(JSON.stringify(jwk))),
        "HS256 with nothing": forged(header("HS256"), claims, byHmac("")),
        "RS256 of their own": forged(header("RS256"), claims, byOwnRsa),
        "ES256 of their own": forged(header("ES256"), claims, byOwnEc),
    };
    for (const [trick, token] of Object.entries(tricks)) {
        assert.deepEqual(await opened(token), NOTHING, trick);
    }
});

test("a key that the token brings along or names by address is not looked at", async () => {
    const own = OWN.ec.publicKey.export({ format: "jwk" });
    const kids = [
        jwk.kid,
        undefined,
        "",
        "unknown",
        "../../../../dev/null",
        "key-1' OR '1'='1",
        "a\u0000b",
        "k".repeat(4000),
        { kid: jwk.kid },
    ];
    const brought = [
        {},
        { jwk: own },
        { jku: "https://evil.example/keys" },
        { x5u: "https://evil.example/key.pem" },
        { x5c: ["AAAA"] },
        { crit: ["exp"] },
    ];
    for (const kid of kids) {
        for (const more of brought) {
            const token = forged({ alg: "ES256", typ: "at+jwt", kid, ...more }, claims, byOwnEc);
            assert.deepEqual(await opened(token), NOTHING, JSON.stringify({ kid, more }).slice(0, 99));
        }
    }
});

test("a claim that was changed breaks the signature", async () => {
    const [head, , signature] = tokens.access_token.split(".");
    const changes = [{ sub: "admin" }, { "cognito:groups": ["admin"] }, { exp: claims.exp + 9999 }];
    for (const change of changes) {
        const body = Buffer.from(JSON.stringify({ ...claims, ...change })).toString("base64url");
        assert.deepEqual(await opened(`${head}.${body}.${signature}`), NOTHING, JSON.stringify(change));
    }
});

test("an id token and a refresh token are no access tokens", async () => {
    assert.deepEqual(await opened(tokens.id_token), NOTHING);
    const [api, about] = await opened(tokens.refresh_token);
    assert.deepEqual([api, about], [401, 401]);
});

test("the instance's own tokens open the API, and do not pass for those of sign-in", async () => {
    const own = (await program.run("token", "--role", "admin")).trim();
    const [, about, worth] = await opened(own);
    assert.deepEqual([about, worth], [401, false]);
    const moved = forged(
        { alg: "HS256", typ: "JWT" },
        { ...claimsOf(own), iss: program.origin },
        byHmac("secret"),
    );
    assert.deepEqual(await opened(moved), NOTHING);
});

test("what is no token at all is refused without a fuss", async () => {
    const odd = ["a", "a.b.c", "..", "eyJ.eyJ.", ".".repeat(2000), "a".repeat(6000), "%00.%00.%00"];
    for (const token of odd) {
        assert.deepEqual(await opened(token), NOTHING, token.slice(0, 20));
    }
});
