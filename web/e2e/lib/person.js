// Somebody with a mailbox and perhaps an authenticator, who goes through the pages as people do.

import assert from "node:assert/strict";

import { plain } from "./page.js";
import { now, totp } from "./totp.js";
import { Visitor } from "./visitor.js";

/** Longer than a code is on its way, on a busy machine, too. */
const ON_THE_WAY_MS = 20_000;

let people = 0;

export class Person {
    password = "seven quiet teapots 41";
    /** The step of the last code that was shown. */
    #shown = 0;

    constructor(program, email = undefined) {
        people += 1;
        this.program = program;
        this.email = email ?? `person-${people}@example.org`;
        this.name = "Ada Rivera";
        this.browser = new Visitor(program.origin);
    }

    /** Somebody who has signed up, and is signed in. */
    static async signedUp(program) {
        const person = new Person(program);
        const shown = await person.browser.open("/sign-up");
        await person.signUp(shown);
        return person;
    }

    /** From the page to sign up on to where that leads. */
    async signUp(shown) {
        const { email, name, password: new_password } = this;
        const asked = await this.browser.submit(shown, "/sign-up", { email, name, new_password });
        const code = await this.program.code(email);
        return this.browser.submit(asked, "/sign-up/code", { code });
    }

    /** Types address and password. */
    async signIn(shown = undefined) {
        const page = shown ?? (await this.browser.open("/sign-in"));
        const { email, password } = this;
        return this.browser.submit(page, "/sign-in", { email, password });
    }

    /** From the page of an authenticator that is being set up to the recovery codes, once. */
    async enrol(shown) {
        this.secret = plain(/<p class="secret">([\s\S]*?)<\/p>/.exec(shown.html)[1]);
        const code = await this.code();
        const codes = await this.browser.submit(shown, "/account/authenticator", { code });
        const list = /<ul class="codes"[\s\S]*?<\/ul>/.exec(codes.html)?.[0] ?? "";
        this.recovery = [...list.matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, code]) => plain(code));
        assert.equal(this.recovery.length, 10, codes.problem || codes.title);
        return codes;
    }

    /** Keeps the recovery codes, and goes on. */
    async kept(codes) {
        return this.browser.submit(codes, "/account/kept");
    }

    /**
     * A code of the authenticator that was not shown before: the oldest that is still taken, so that
     * three come without waiting.
     */
    async code() {
        for (;;) {
            const { step, left_ms } = now(this.program.clock);
            // One that is about to be too old may be so when it arrives.
            const oldest = left_ms > ON_THE_WAY_MS ? step - 1 : step;
            const next = Math.max(this.#shown + 1, oldest);
            if (next <= step + 1) {
                this.#shown = next;
                return totp(this.secret, next);
            }
            await new Promise((resolve) => setTimeout(resolve, left_ms));
        }
    }

    /** Types a code of the authenticator as the second factor. */
    async second(shown) {
        return this.browser.submit(shown, "/sign-in/second", { code: await this.code() });
    }
}
