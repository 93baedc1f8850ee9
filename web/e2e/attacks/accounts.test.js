// Whether somebody has an account shows neither in an answer nor in the time it takes.

import assert from "node:assert/strict";
import { test } from "node:test";

import { page } from "../lib/page.js";
import { Person } from "../lib/person.js";
import { Program } from "../lib/program.js";
import { throughout } from "../lib/throughout.js";
import { Visitor } from "../lib/visitor.js";

/** Accounts that are timed by each form, and how often each: fewer than are free. */
const ACCOUNTS = 9;
const ROUNDS = 3;
/**
 * How much longer the slower kind may take at its quickest: whatever else a machine does only adds to
 * a time. A hash that is skipped makes it ten times as long.
 */
const RATIO_MAX = 2;

const program = throughout(new Program());

const PASSWORD = "not the password 99";
const FORMS = {
    "/sign-in": (email) => ({ email, password: PASSWORD }),
    "/forgotten": (email) => ({ email }),
    "/sign-up": (email) => ({ email, name: "Ada Rivera", new_password: PASSWORD }),
};

/** The address of an account. */
const known = async () => (await Person.signedUp(program)).email;

let strangers = 0;
/** An address without an account, as long as that of one. */
function unknown() {
    strangers += 1;
    return `strange-${strangers}@example.org`;
}

/** Everything an answer tells, without what is different each time. */
async function told(browser, answer, email) {
    const headers = [...answer.headers].filter(([name]) => !["date", "x-request-id"].includes(name));
    const without = headers.map(([name, value]) => [name, value.replaceAll(/=[\w.-]{20,}/g, "=…")]);
    const html = (await answer.text()).replaceAll(email, "ADDRESS").replaceAll(/\w…@/g, "MASKED@");
    // The length is that of the address.
    return { status: answer.status, headers: without.filter(([name]) => name !== "content-length"), html };
}

for (const [form, fields] of Object.entries(FORMS)) {
    test(`${form} says the same whether or not somebody has an account`, async () => {
        const answers = [];
        for (const email of [await known(), unknown()]) {
            const browser = new Visitor(program.origin);
            const first = await browser.send("POST", form, fields(email));
            const next = first.headers.get("location");
            const said = [await told(browser, first, email)];
            if (next) {
                const asked = await browser.send("GET", next);
                said.push(await told(browser, asked.clone(), email));
                const shown = page(asked, await asked.text());
                const code = shown.forms.find((one) => one.action.endsWith("/code"));
                const wrong = { ...code.hidden, code: "00000000", new_password: PASSWORD };
                said.push(await told(browser, await browser.send("POST", code.action, wrong), email));
                const resend = shown.forms.find((one) => one.action.endsWith("/again"));
                const again = await browser.send("POST", resend.action, resend.hidden);
                said.push(await told(browser, again, email));
            }
            answers.push(said);
        }
        assert.deepEqual(answers[0], answers[1]);
    });

    test(`${form} takes the same time whether or not somebody has an account`, async () => {
        const took_ms = { known: [], unknown: [] };
        const timed = async (kind, email) => {
            const browser = new Visitor(program.origin);
            const started = performance.now();
            await (await browser.send("POST", form, fields(email))).arrayBuffer();
            took_ms[kind].push(performance.now() - started);
        };
        const accounts = [];
        while (accounts.length < ACCOUNTS) {
            accounts.push(await known());
        }
        for (let round = 0; round < ROUNDS; round += 1) {
            for (const email of accounts) {
                const kinds = [["known", email], ["unknown", unknown()]];
                for (const [kind, whose] of round % 2 ? kinds : kinds.reverse()) {
                    await timed(kind, whose);
                }
            }
        }
        const [one, other] = [Math.min(...took_ms.known), Math.min(...took_ms.unknown)];
        const ratio = Math.max(one, other) / Math.min(one, other);
        assert.ok(ratio < RATIO_MAX, `${one.toFixed(2)} ms known, ${other.toFixed(2)} ms unknown`);
    });
}

test("somebody who signs up with an address that has an account is told so by mail alone", async () => {
    const email = await known();
    const before = (await program.mails(email)).length;
    await new Visitor(program.origin).post("/sign-up", FORMS["/sign-up"](email));
    const mail = await program.mail(email, /sign-in/, before);
    assert.ok(!/^\s*\d{8}\s*$/m.test(mail.text), "without a code");
});
