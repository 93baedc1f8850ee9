// A client of these tests, by openid-client: a library that nobody here wrote.

import assert from "node:assert/strict";

import * as oidc from "openid-client";

import { CALLBACK } from "./program.js";

/** What a client asks for unless it says otherwise. */
const SCOPE = "openid profile email offline_access api";

export class Client {
    /** Where people are sent back to. */
    callback = CALLBACK;

    /** Discovers the provider, as the client `id`. */
    static async discover(program, id, { secret = program.secrets[id], auth, ...metadata } = {}) {
        const client = new Client();
        client.program = program;
        // A public client shows no secret.
        const shows = auth ?? (secret ? oidc.ClientSecretBasic(secret) : oidc.None());
        client.config = await oidc.discovery(new URL(program.origin), id, metadata, shows, {
            execute: [oidc.allowInsecureRequests],
        });
        return client;
    }

    /** The address to send a person to; what has to be kept for when they come back is kept. */
    async ask(more = {}) {
        this.verifier = oidc.randomPKCECodeVerifier();
        this.state = oidc.randomState();
        this.nonce = oidc.randomNonce();
        return oidc.buildAuthorizationUrl(this.config, {
            redirect_uri: this.callback,
            scope: SCOPE,
            code_challenge: await oidc.calculatePKCECodeChallenge(this.verifier),
            code_challenge_method: "S256",
            state: this.state,
            nonce: this.nonce,
            ...more,
        });
    }

    /** Exchanges what the person was sent back with; everything is checked by the library. */
    async take(left, more = {}) {
        assert.ok(left, "the person was not sent back");
        return oidc.authorizationCodeGrant(this.config, left, {
            pkceCodeVerifier: this.verifier,
            expectedState: this.state,
            expectedNonce: this.nonce,
            idTokenExpected: true,
            ...more,
        });
    }

    /** Somebody who is signed in gets tokens for this client without being asked anything. */
    async signIn(person, more = {}) {
        const { left } = await person.browser.open(await this.ask(more));
        return this.take(left);
    }
}

/** The claims of a token, unchecked. */
export function claimsOf(token) {
    return JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString("utf8"));
}

/** What a refused request was told: the value of `error`. */
export async function refused(promise) {
    try {
        await promise;
    } catch (error) {
        // A 401 with a challenge: what the library makes of it leaves the body to us.
        const said = error.status === 401 ? await error.response.json() : error;
        assert.equal(typeof said.error, "string", `${error.stack}`);
        return said.error;
    }
    return assert.fail("it was not refused");
}
