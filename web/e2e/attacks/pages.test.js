// Attacks on the pages: fixed sessions, forms of other sites, frames, and links that lead away.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Client } from "../lib/client.js";
import { Person } from "../lib/person.js";
import { GOODBYE, Program } from "../lib/program.js";
import { throughout } from "../lib/throughout.js";
import { Visitor } from "../lib/visitor.js";

const SESSION = "__Host-comanda-session";
const CHALLENGE = "__Host-comanda-challenge";
const program = throughout(new Program());

/** Every form there is, and what stays true of an account while nobody sends one. */
const FORMS = [
    "/sign-in",
    "/sign-in/passkey/start",
    "/sign-in/passkey/finish",
    "/sign-in/second",
    "/sign-in/second/passkey/start",
    "/sign-in/second/passkey/finish",
    "/sign-out",
    "/sign-up",
    "/sign-up/code",
    "/sign-up/code/again",
    "/forgotten",
    "/forgotten/code",
    "/forgotten/code/again",
    "/invited",
    "/account/sessions/end",
    "/account/sessions/end-others",
    "/account/authenticator",
    "/account/authenticator/off",
    "/account/recovery-codes",
    "/account/kept",
    "/account/passkeys/start",
    "/account/passkeys/finish",
    "/account/passkeys/remove",
    "/account/email",
    "/account/email/code",
    "/account/email/code/again",
    "/account/password",
    "/account/close",
    "/device",
    "/device/decide",
    "/oauth/authorize/decide",
];
const FIELDS = { email: "new@example.org", password: "x", new_password: "seven quiet teapots 42" };

test("a form that another site sends is refused, and changes nothing", async () => {
    const person = await Person.signedUp(program);
    const before = (await person.browser.open("/account")).html;
    const elsewhere = [
        { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" },
        { Origin: "https://evil.example", "Sec-Fetch-Site": "same-site" },
        { Origin: "null", "Sec-Fetch-Site": "cross-site" },
        // An old browser, which does not say from where.
        { Origin: "https://evil.example", "Sec-Fetch-Site": "" },
        { Origin: program.origin.replace("localhost", "localhost.evil.example"), "Sec-Fetch-Site": "" },
    ];
    for (const form of FORMS) {
        for (const headers of elsewhere) {
            const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value));
            const browser = new Visitor(program.origin);
            browser.cookies = new Map(person.browser.cookies);
            const unset = { Origin: undefined, "Sec-Fetch-Site": undefined };
            const answer = await browser.send("POST", form, FIELDS, { ...unset, ...sent });
            assert.equal(answer.status, 403, `${form} ${JSON.stringify(sent)}`);
            assert.deepEqual(answer.headers.getSetCookie(), [], form);
            await answer.arrayBuffer();
        }
    }
    assert.equal((await person.browser.open("/account")).html, before);
    assert.deepEqual(await program.mails(FIELDS.email), []);
});

test("a form of ours is taken, so that what is refused above proves something", async () => {
    const person = await Person.signedUp(program);
    const ended = await person.browser.post("/sign-out", {});
    assert.equal(ended.url.pathname, "/signed-out");
});

test("nothing changes by following a link", async () => {
    const person = await Person.signedUp(program);
    for (const form of FORMS) {
        await (await person.browser.send("GET", form)).arrayBuffer();
    }
    const shown = await person.browser.open("/account");
    assert.equal(shown.heading, "Your account", "they are still signed in");
});

test("no page can be put into a frame, kept, or load what is not ours", async () => {
    const person = await Person.signedUp(program);
    const pages = ["/sign-in?again=1", "/account", "/account/close", "/device"];
    const asked = await (await Client.discover(program, "partner")).ask();
    for (const page of [...pages, asked, "/oauth/authorize?client_id=nobody"]) {
        const { headers } = await person.browser.open(page);
        const policy = headers.get("content-security-policy");
        for (const rule of [
            "default-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "script-src 'self'",
            "style-src 'self'",
        ]) {
            assert.ok(policy?.split("; ").includes(rule), `${page}: ${rule} in ${policy}`);
        }
        assert.equal(headers.get("x-frame-options"), "DENY");
        assert.equal(headers.get("x-content-type-options"), "nosniff");
        assert.equal(headers.get("referrer-policy"), "same-origin", "codes stay among us");
        assert.equal(headers.get("cache-control"), "no-store");
    }
});

test("every cookie is for this host, over TLS, and for no script", async () => {
    const person = new Person(program);
    const lines = [];
    const { send } = Visitor.prototype;
    person.browser.send = async (...request) => {
        const answer = await send.apply(person.browser, request);
        lines.push(...answer.headers.getSetCookie());
        return answer;
    };
    await person.signUp(await person.browser.open("/sign-up?language=de"));
    await person.kept(await person.enrol(await person.browser.open("/account/authenticator")));
    await person.browser.post("/sign-out", {});
    await person.second(await person.signIn());
    assert.equal(new Set(lines.map((line) => line.split("=")[0])).size, 5, lines.join("\n"));
    for (const line of lines) {
        const [pair, ...attributes] = line.split("; ");
        assert.match(pair, /^__Host-comanda-/);
        for (const attribute of ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"]) {
            assert.ok(attributes.includes(attribute), line);
        }
        assert.ok(!/domain=/i.test(line), line);
    }
});

test("signing in gives another session than the one a browser was lent", async () => {
    const attacker = await Person.signedUp(program);
    const planted = attacker.browser.cookies.get(SESSION);
    const victim = await Person.signedUp(program);
    await victim.browser.post("/sign-out", {});
    for (const cookie of [planted, "planted.planted", planted.split(".")[0]]) {
        victim.browser.cookies.set(SESSION, cookie);
        await victim.signIn(await victim.browser.open("/sign-in?again=1"));
        const own = victim.browser.cookies.get(SESSION);
        assert.notEqual(own.split(".")[0], cookie.split(".")[0]);
        const shown = await victim.browser.open("/account");
        assert.ok(shown.html.includes(victim.email));
        await victim.browser.post("/sign-out", {});
    }
    attacker.browser.cookies.set(SESSION, planted);
    const shown = await attacker.browser.open("/account");
    assert.ok(!shown.html.includes(victim.email), "the attacker does not see the victim's account");
});

test("signing in again, or more strongly, makes the cookie from before worth nothing", async () => {
    const person = await Person.signedUp(program);
    const old = [person.browser.cookies.get(SESSION)];
    await person.signIn(await person.browser.open("/sign-in?again=1"));
    old.push(person.browser.cookies.get(SESSION));
    await person.kept(await person.enrol(await person.browser.open("/account/authenticator")));
    old.push(person.browser.cookies.get(SESSION));
    await person.second(await person.signIn(await person.browser.open("/sign-in?again=1")));
    assert.equal(new Set([...old, person.browser.cookies.get(SESSION)]).size, 4);
    for (const cookie of old) {
        const thief = new Visitor(program.origin);
        thief.cookies.set(SESSION, cookie);
        assert.equal((await thief.open("/account")).heading, "Sign in");
    }
});

test("a second factor of one person does not finish the sign-in of another", async () => {
    const [victim, attacker] = [await Person.signedUp(program), await Person.signedUp(program)];
    for (const person of [victim, attacker]) {
        const enrolling = await person.browser.open("/account/authenticator");
        await person.kept(await person.enrol(enrolling));
        await person.browser.post("/sign-out", {});
    }
    const second = await victim.signIn();
    await attacker.signIn();
    attacker.browser.cookies.set(CHALLENGE, victim.browser.cookies.get(CHALLENGE));
    const wrong = await attacker.second(second);
    assert.equal(wrong.status, 403);
    assert.equal(attacker.browser.cookies.get(SESSION), undefined);
});

test("where people go on is a page of ours and nothing else", async () => {
    const person = await Person.signedUp(program);
    const away = [
        "https://evil.example/",
        "//evil.example/account",
        "/\\evil.example/account",
        "\\\\evil.example",
        "https:evil.example",
        "/account/..//evil.example",
        "/account/%2e%2e//evil.example",
        "javascript:alert(1)",
        "/account\r\nLocation: https://evil.example",
        "/account@evil.example",
        "///account",
        " /account",
        "/oauth/../evil",
        `${program.origin}.evil.example/account`,
    ];
    for (const to of away) {
        const query = new URLSearchParams({ to });
        for (const address of [`/sign-in?${query}`, `/sign-in?again=1&${query}`, `/sign-up?${query}`]) {
            const shown = await person.browser.open(address);
            assert.equal(shown.left, undefined, to);
            for (const form of shown.forms) {
                assert.equal(form.hidden.to, undefined, to);
            }
        }
        const { email, password } = person;
        for (const form of ["/sign-in", "/account/kept"]) {
            const gone = await person.browser.post(`${form}?${query}`, { email, password, to });
            assert.equal(gone.left, undefined, to);
            assert.ok(gone.url.pathname.startsWith("/account"), `${to} led to ${gone.url}`);
        }
    }
});

test("nobody is led to an address that is not registered when they sign out", async () => {
    const person = await Person.signedUp(program);
    const client = await Client.discover(program, "till");
    const { id_token } = await client.signIn(person);
    const tricks = [
        "https://evil.example/",
        `${GOODBYE}/`,
        `${GOODBYE}?a=b`,
        `${GOODBYE}#a`,
        "http://localhost:9@evil.example/goodbye",
        "http://localhost:9/callback",
        "//evil.example",
    ];
    for (const post_logout_redirect_uri of tricks) {
        for (const hint of [{ id_token_hint: id_token }, { client_id: "till" }, {}]) {
            const query = new URLSearchParams({ post_logout_redirect_uri, ...hint });
            const shown = await person.browser.open(`/oauth/logout?${query}`);
            assert.equal(shown.left, undefined, post_logout_redirect_uri);
        }
    }
});

test("a link to another language stays on this page of this server", async () => {
    const visitor = new Visitor(program.origin);
    for (const path of ["/sign-in", "//evil.example/sign-in", "/sign-in?language=//evil.example"]) {
        const answer = await visitor.send("GET", program.origin + path);
        const shown = (await answer.text()).matchAll(/href="([^"]*language=[^"]*)"/g);
        for (const [, href] of shown) {
            const url = new URL(href, program.origin);
            assert.equal(url.origin, program.origin, href);
            assert.equal(url.pathname, "/sign-in");
        }
    }
});

test("a page that answers a form has no link that would lose what is on it", async () => {
    const person = await Person.signedUp(program);
    const codes = await person.enrol(await person.browser.open("/account/authenticator"));
    const stranger = new Visitor(program.origin);
    const wrong = await stranger.post("/sign-in", { email: "a@example.org", password: "x" });
    for (const shown of [codes, wrong]) {
        assert.deepEqual(shown.links.filter((link) => link.includes("language=")), []);
    }
    const page = await stranger.open("/sign-in");
    assert.equal(page.links.filter((link) => link.includes("language=")).length, 6);
});

test("what people type is shown as text", async () => {
    const visitor = new Visitor(program.origin);
    const evil = `"><script>alert(1)</script>@example.org`;
    for (const [form, fields] of [
        ["/sign-in", { email: evil, password: "x" }],
        ["/sign-up", { email: evil, name: evil, new_password: "x" }],
        ["/forgotten", { email: evil }],
    ]) {
        const shown = await visitor.post(form, fields);
        assert.ok(!shown.html.includes("<script>alert"), form);
    }
    const hinted = await visitor.open(`/sign-in?${new URLSearchParams({ login_hint: evil })}`);
    assert.ok(!hinted.html.includes("<script>alert"));
});
