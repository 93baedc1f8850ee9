// Guessing: passwords, codes, and who has an account.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Client } from "../lib/client.js";
import { Person } from "../lib/person.js";
import { eventually, Program } from "../lib/program.js";
import { throughout } from "../lib/throughout.js";
import { Visitor, someAddress } from "../lib/visitor.js";

/** Wrong guesses that are free, as crates/idp/src/domain/throttle.rs says. */
const FREE = 5;
const FREE_OF_NETWORK = 30;
/** Longer than two requests are apart, in seconds. */
const MOMENT_S = 3;
/** How often a code may be wrong before it is none. */
const TRIES = 5;

const program = throughout(new Program());

/** A wrong guess, from a browser nobody knows. */
const guess = (email, browser = new Visitor(program.origin)) =>
    browser.post("/sign-in", { email, password: "not the password 99" });

/** Guesses until it has to wait: as often as is free, or a little more on a machine that is slow. */
async function heldBack(next) {
    for (let free = 0; ; free += 1) {
        const { status } = await next(free);
        if (status === 429) return assert.ok(free >= FREE, `only ${free} are free`);
        // One that comes when its wait is over makes the next wait twice as long.
        assert.ok(free < 2 * FREE, "nobody is held back");
    }
}

/** Somebody with an authenticator, who is signed out. */
async function withAuthenticator() {
    const person = await Person.signedUp(program);
    await person.kept(await person.enrol(await person.browser.open("/account/authenticator")));
    await person.browser.post("/sign-out", {});
    return person;
}

test("an account that many strangers guess at is closed to them, and open to its owner", async () => {
    const owner = await Person.signedUp(program);
    await owner.browser.post("/sign-out", {});
    await heldBack(() => guess(owner.email));
    const wait_s = async () => Number((await guess(owner.email)).headers.get("retry-after"));
    await eventually(async () => (await wait_s()) > MOMENT_S, "a wait that is not over at once");
    const thief = new Visitor(program.origin);
    const right = { email: owner.email, password: owner.password };
    assert.equal((await thief.post("/sign-in", right)).status, 429, "even with the right password");
    assert.equal((await owner.signIn()).heading, "Your account", "on a device that is known");
});

test("an address without an account is closed after as many guesses", async () => {
    await heldBack(() => guess("nobody-here@example.org"));
});

test("a network that guesses at many accounts is held back, and somebody is told", async () => {
    const address = someAddress();
    let wrong = 0;
    const next = async () => {
        wrong += 1;
        // What stands before the last address was written by the visitor, not by our proxy.
        const browser = new Visitor(program.origin, `${someAddress()}, ${address}`);
        return (await guess(`stuffed-${wrong}@example.org`, browser)).status;
    };
    while ((await next()) === 403) {
        assert.ok(wrong < 2 * FREE_OF_NETWORK, "it is not held back");
    }
    assert.ok(wrong > FREE_OF_NETWORK, `it is held back after ${wrong} guesses`);
    const alarm = await program.logged(/"alarm".*CredentialStuffing/);
    assert.ok(alarm.includes(address));
    assert.equal((await guess("stuffed-0@example.org")).status, 403, "others go on");
});

test("a second factor dies after five wrong codes, the right one after them too", async () => {
    const person = await withAuthenticator();
    const second = await person.signIn();
    for (let wrong = 0; wrong < TRIES; wrong += 1) {
        await person.browser.submit(second, "/sign-in/second", { code: "000000" });
    }
    const late = await person.second(second);
    assert.equal(late.status, 400, "it is not waiting that helps");
    assert.equal((await person.browser.open("/account")).heading, "Sign in");
});

test("who knows the password does not guess at the second factor for ever", async () => {
    const person = await withAuthenticator();
    const statuses = [];
    for (let round = 0; round < 8; round += 1) {
        const thief = new Person(program, person.email);
        const second = await thief.signIn();
        if (second.status === 429) {
            statuses.push(429);
            continue;
        }
        for (let wrong = 0; wrong < 2; wrong += 1) {
            const tried = await thief.browser.submit(second, "/sign-in/second", { code: "000000" });
            statuses.push(tried.status);
        }
    }
    assert.ok(statuses.includes(429), statuses.join());
});

test("a code of an authenticator works once", async () => {
    const person = await withAuthenticator();
    const code = await person.code();
    const first = await person.browser.submit(await person.signIn(), "/sign-in/second", { code });
    assert.equal(first.heading, "Your account");
    await person.browser.post("/sign-out", {});
    const again = await person.browser.submit(await person.signIn(), "/sign-in/second", { code });
    assert.equal(again.status, 403);
    assert.equal((await person.second(again)).heading, "Your account", "the next one is taken");
});

test("a recovery code works once", async () => {
    const person = await withAuthenticator();
    const recover = async (code) => {
        const second = await person.signIn();
        const other = second.links.find((link) => link.includes("method=recovery"));
        const page = await person.browser.open(other);
        return person.browser.submit(page, "/sign-in/second", { code });
    };
    const [code, another] = person.recovery;
    assert.equal((await recover(code)).heading, "Your account");
    await person.browser.post("/sign-out", {});
    assert.equal((await recover(code)).status, 403);
    assert.equal((await recover(another.toLowerCase().replace("-", " "))).heading, "Your account");
});

test("a mailed code dies after five wrong tries, the right one after them too", async () => {
    const person = new Person(program);
    const { email, name, password: new_password } = person;
    const fields = { email, name, new_password };
    const asked = await person.browser.post("/sign-up", fields);
    const code = await program.code(email);
    for (let wrong = 0; wrong < TRIES; wrong += 1) {
        await person.browser.submit(asked, "/sign-up/code", { code: "00000000" });
    }
    const late = await person.browser.submit(asked, "/sign-up/code", { code });
    assert.equal(late.status, 400);
    assert.equal((await person.signIn()).status, 403, "there is no account");
});

test("a code that was mailed to reset a password works once", async () => {
    const person = await Person.signedUp(program);
    const mails = (await program.mails(person.email)).length;
    const asked = await person.browser.post("/forgotten", { email: person.email });
    const code = await program.code(person.email, mails);
    const reset = { code, new_password: "eight calm kettles 57" };
    const cookies = new Map(person.browser.cookies);
    const done = await person.browser.submit(asked, "/forgotten/code", reset);
    assert.equal(done.heading, "Sign in", "every session has ended");
    person.browser.cookies = cookies;
    const again = { code, new_password: "nine loud saucers 68" };
    assert.equal((await person.browser.submit(asked, "/forgotten/code", again)).status, 400);
    person.password = reset.new_password;
    assert.equal((await person.signIn()).heading, "Your account");
});

test("a tablet's code is not guessed by somebody who is signed in", async () => {
    const person = await Person.signedUp(program);
    const page = await person.browser.open("/device");
    const code = (nth) => `BCDF-GHJ${"BCDFGHJKLMN"[nth]}`;
    await heldBack((nth) => person.browser.submit(page, "/device", { code: code(nth) }));
});

test("nobody mails somebody else without end", async () => {
    const email = "often-asked@example.org";
    await heldBack(() => new Visitor(program.origin).post("/forgotten", { email }));
});

test("a client cannot be found out by an address of a client that there is not", async () => {
    const client = await Client.discover(program, "till");
    const asked = await client.ask({ client_id: "nobody" });
    assert.equal((await new Visitor(program.origin).open(asked)).status, 400);
});
