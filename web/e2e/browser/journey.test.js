// One person's whole life with an account, in a real browser: with mail, an authenticator app, a
// passkey and recovery codes, to the end of the account.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Cafe } from "../lib/cafe.js";
import { addAuthenticator, album } from "../lib/chromium.js";
import { Person } from "../lib/person.js";
import { throughout } from "../lib/throughout.js";

const cafe = throughout(new Cafe());
const { program } = cafe;

test("somebody signs up, protects the account, signs in in every way, and closes it", async () => {
    const shot = await album();
    const page = await cafe.page();
    const person = new Person(program, "ada@example.org");
    const heading = async (words) => page.getByRole("heading", { level: 1, name: words }).waitFor();
    const press = (name) => page.getByRole("button", { name, exact: true }).click();
    const shows = async (words, name) => {
        await heading(words);
        await shot(page, name);
    };
    const signOut = async () => {
        await page.goto("/account");
        await press("Sign out");
        await heading("You are signed out");
        await page.goto("/account");
        await heading("Sign in");
    };
    const password = async (shown = page) => {
        await shown.getByLabel("E-mail").fill(person.email);
        await shown.getByLabel("Password", { exact: true }).fill(person.password);
        await shown.getByRole("button", { name: "Sign in", exact: true }).click();
    };

    // Signs up, with the code from the mail.
    await page.goto("/account");
    await shows("Sign in", "01-sign-in");
    await page.getByRole("link", { name: "Create an account" }).click();
    await shows("Create an account", "02-sign-up");
    await page.getByLabel("Name").fill(person.name);
    await page.getByLabel("E-mail").fill(person.email);
    await page.getByLabel("Password", { exact: true }).fill(person.password);
    await press("Create account");
    await shows("Check your e-mail", "03-code");
    await page.getByLabel("Code from the e-mail").fill(await program.code(person.email));
    await press("Confirm");
    await shows("Your account", "04-account");

    // Sets up an authenticator app, and keeps the recovery codes.
    await page.getByRole("link", { name: /Authenticator app/ }).click();
    await heading(/authenticator/i);
    await page.locator("summary").click();
    await shot(page, "05-authenticator");
    person.secret = await page.locator(".secret").innerText();
    await page.getByLabel("Six-digit code").fill(await person.code());
    await press("Turn on");
    await shows("Your recovery codes", "06-recovery-codes");
    const recovery = await page.locator(".codes li").allInnerTexts();
    assert.equal(recovery.length, 10);
    await press("I have kept them");
    await shows("Your account", "07-account-protected");

    // Signs in with the password and the app.
    await signOut();
    await password();
    await shows("One more step", "08-second-factor");
    await page.getByLabel("Six-digit code").fill("000000");
    await press("Confirm");
    await shows("One more step", "09-wrong-code");
    assert.match(await page.getByRole("alert").innerText(), /not right/);
    await page.getByLabel("Six-digit code").fill(await person.code());
    await press("Confirm");
    await heading("Your account");

    // Adds a passkey, and signs in with nothing else.
    const { cdp, authenticatorId } = await addAuthenticator(page);
    await page.getByRole("link", { name: "Add a passkey" }).click();
    await heading(/passkey/i);
    await shot(page, "10-add-passkey");
    await page.getByLabel("Name").fill("Ada’s phone");
    await page.locator("form[data-passkey=register] button").click();
    await heading("Your account");
    await page.getByText("Ada’s phone").waitFor();
    await shot(page, "11-account-with-passkey");
    const kept = await cdp.send("WebAuthn.getCredentials", { authenticatorId });
    assert.equal(kept.credentials.length, 1);
    assert.equal(kept.credentials[0].isResidentCredential, true);
    // This finger would take the suggestion in the field at once, before any button is pressed.
    const start = "**/sign-in/passkey/start";
    const signOutUnsuggested = async () => {
        const suggestion = page.waitForResponse(start);
        await page.route(start, (route) => route.fulfill({ status: 429, json: {} }), { times: 1 });
        await signOut();
        await suggestion;
    };
    await signOutUnsuggested();
    await press("Sign in with a passkey");
    await heading("Your account");

    // The passkey is a second factor, too, for who types the password.
    await signOutUnsuggested();
    await password();
    await heading("One more step");
    await page.getByRole("link", { name: "Use a passkey" }).click();
    await press("Use a passkey");
    await heading("Your account");

    // Signs in with a recovery code, once.
    await cdp.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });
    await signOut();
    await password();
    await heading("One more step");
    await page.getByRole("link", { name: /recovery code/i }).click();
    await shot(page, "12-recovery");
    await page.getByLabel("Recovery code").fill(recovery[0]);
    await press("Confirm");
    await heading("Your account");
    await page.getByText("9 left").waitFor();

    // Sees where they are signed in, and signs another browser out.
    const other = await cafe.page();
    await other.goto("/sign-in");
    await password(other);
    await other.getByRole("link", { name: /recovery code/i }).click();
    await other.getByLabel("Recovery code").fill(recovery[1]);
    await other.getByRole("button", { name: "Confirm", exact: true }).click();
    await other.getByRole("heading", { level: 1, name: "Your account" }).waitFor();
    await page.reload();
    await shot(page, "13-sessions");
    const elsewhere = page.getByRole("button", { name: /^Sign out: / });
    await elsewhere.click();
    await elsewhere.waitFor({ state: "detached" });
    await heading("Your account");
    await other.goto("/account");
    await other.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();

    // Closes the account; nobody signs in to it any more.
    await page.getByRole("link", { name: /Close/ }).click();
    await shows(/Close/, "14-close");
    await page.locator("button.danger").click();
    await shows("You are signed out", "15-signed-out");
    await page.goto("/sign-in");
    await password();
    await heading("Sign in");
    assert.match(await page.getByRole("alert").first().innerText(), /do not go together/);
    await shot(page, "16-refused");
    await program.mail(person.email, /is closed/);
    assert.deepEqual(page.complaints(), []);
});
