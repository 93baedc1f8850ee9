// A browser with a window that nobody sees, driven by playwright-core.

import assert from "node:assert/strict";
import { accessSync, constants } from "node:fs";
import { mkdtemp, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

import { chromium } from "playwright-core";

import { STUCK_AFTER_MS } from "./program.js";
import { someAddress } from "./visitor.js";

export const PHONE = { width: 390, height: 844 };
export const TABLET = { width: 1180, height: 820 };
export const DESKTOP = { width: 1280, height: 800 };

/** The Chromium of this machine: the one that cargo xtask ci clients has looked for. */
export function path() {
    const folders = process.env.PATH.split(delimiter);
    const names = ["chromium", "chromium-browser", "google-chrome"];
    const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
    const found = paths.find(isProgram);
    assert.ok(found, "there is no Chromium on PATH: script/test installs it");
    return found;
}

/** Starts it, with `environment` beside what it has anyway. */
export async function launch(environment = {}) {
    // A container's root has no namespaces to make a sandbox of; all that is opened is ours.
    const args = process.getuid() === 0 ? ["--no-sandbox"] : [];
    const env = { ...process.env, ...environment };
    return chromium.launch({ executablePath: path(), args, env });
}

function isProgram(path) {
    try {
        accessSync(path, constants.X_OK);
        return true;
    } catch {
        return false;
    }
}

/**
 * A fresh page of somebody new, with a phone unless `more` says otherwise; it remembers what the
 * browser complains about.
 */
export async function visitor(browser, program, more = {}) {
    const context = await browser.newContext({
        baseURL: program.origin,
        viewport: PHONE,
        locale: "en-GB",
        extraHTTPHeaders: { "X-Forwarded-For": someAddress() },
        ...more,
    });
    context.setDefaultTimeout(STUCK_AFTER_MS);
    const page = await context.newPage();
    page.complaints = complaints(page);
    return page;
}

/** A passkey that is unlocked by itself, as a phone's is by a finger. */
export async function addAuthenticator(page) {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("WebAuthn.enable", { enableUI: false });
    const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
        options: {
            protocol: "ctap2",
            transport: "internal",
            hasResidentKey: true,
            hasUserVerification: true,
            isUserVerified: true,
            automaticPresenceSimulation: true,
        },
    });
    return { cdp, authenticatorId };
}

/** Where screenshots of this run are kept, for whoever wants to look. */
export async function album() {
    const folder =
        process.env.COMANDA_SCREENSHOTS ?? (await mkdtemp(join(tmpdir(), "comanda-pages-")));
    return async (page, name) => {
        for (const [size, viewport] of Object.entries({ phone: PHONE, desktop: DESKTOP })) {
            await page.setViewportSize(viewport);
            await page.screenshot({ path: join(folder, `${name}-${size}.png`), fullPage: true });
        }
        await page.setViewportSize(PHONE);
    };
}

/** Complaints: what the page logs as an error, and what its policy has stopped. */
function complaints(page) {
    const heard = [];
    page.on("console", (message) => message.type() === "error" && heard.push(message.text()));
    page.on("pageerror", (error) => heard.push(error.message));
    // Forms that were not right are answered 4xx, which the browser logs, too.
    return () => heard.filter((text) => !/status of 4\d\d/.test(text));
}

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
let source;

/** What axe-core finds wrong with a page for people who see, hear or move differently. */
export async function barriers(page) {
    source ??= await readFile(axe, "utf8");
    // Evaluated, not loaded: the page's own policy would refuse a script that is not ours. Once for
    // a document: it is half a megabyte.
    if (await page.evaluate(() => !("axe" in globalThis))) {
        await page.evaluate(source);
    }
    const { violations } = await page.evaluate(() =>
        globalThis.axe.run(document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        }),
    );
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}
