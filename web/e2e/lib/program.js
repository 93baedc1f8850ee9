// The server itself, with a folder of its own that is gone when the tests end.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { letter } from "./mail.js";

/** The program, as `cargo xtask ci clients` has built it. */
const PROGRAM =
    process.env.COMANDA_PROGRAM ??
    fileURLToPath(new URL("../../../target/debug/comanda", import.meta.url));
/** Longer than anything takes on a busy machine. */
export const STUCK_AFTER_MS = 60_000;

/** Where clients of these tests are sent back to. Nobody listens there, and nobody has to. */
export const CALLBACK = "http://localhost:9/callback";
export const GOODBYE = "http://localhost:9/goodbye";

const WEB = ["--redirect-uri", CALLBACK, "--post-logout-redirect-uri", GOODBYE];
/** What is registered with every server: `client_id`, and how. */
const CLIENTS = {
    till: WEB,
    bookkeeping: [...WEB, "--confidential"],
    partner: [...WEB, "--third-party", "--name", "Loyalty Partner"],
    robot: ["--confidential", "--service", "--scope", "api"],
    tablet: ["--device", "--name", "Bar tablet"],
};

export class Program {
    /** What it has said to whoever started it, and its log, line by line. */
    said = [];
    log = [];
    /** What tells the time there. */
    clock = Date;
    /** The secrets of confidential clients. */
    secrets = {};

    /** `settings` are keys of its configuration, `words` go to `comanda serve`. */
    constructor(settings = {}, words = []) {
        this.settings = settings;
        this.words = words;
    }

    /** Starts the server with the clients above. */
    async open() {
        this.folder = await mkdtemp(join(tmpdir(), "comanda-e2e-"));
        this.environment = {
            COMANDA_DATA: join(this.folder, "data"),
            COMANDA_SERVER__LISTEN: "127.0.0.1:0",
            // Every visitor of the tests comes from an address of its own.
            COMANDA_SERVER__PROXIES: "1",
            COMANDA_NOTIFY__MAIL_URL: "file:mail",
            COMANDA_BRAND__NAME: "Café Aurora",
            COMANDA_LOG__FORMAT: "json",
            ...this.settings,
        };
        // Where people sign in elsewhere, clients are registered there.
        const clients = this.environment.COMANDA_IDENTITY__ISSUER ? {} : CLIENTS;
        for (const [id, options] of Object.entries(clients)) {
            const said = await this.run("client", "add", id, ...options);
            if (options.includes("--confidential")) {
                this.secrets[id] = said.trim();
            }
        }
        await this.#serve();
    }

    /** Runs a command to its end; what it printed. */
    async run(...words) {
        const { folder: cwd, environment: env } = this;
        const { stdout } = await promisify(execFile)(PROGRAM, words, { cwd, env });
        return stdout;
    }

    async #serve() {
        const { folder: cwd, environment: env } = this;
        this.child = spawn(PROGRAM, ["serve", ...this.words], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
        // Where tests are cut short, the server does not stay behind.
        process.once("exit", () => this.child.kill("SIGKILL"));
        this.ended = once(this.child, "exit");
        createInterface({ input: this.child.stderr }).on("line", (line) => this.log.push(line));
        const listening = new Promise((resolve) => {
            createInterface({ input: this.child.stdout }).on("line", (line) => {
                this.said.push(line);
                const found = /^Comanda is listening on http:\/\/127\.0\.0\.1:(\d+)$/.exec(line);
                if (found) resolve(found[1]);
            });
        });
        const late = pause(STUCK_AFTER_MS, undefined, { ref: false });
        const port = await Promise.race([listening, late, this.ended.then(() => undefined)]);
        assert.ok(port, `no start: ${this.log.join("\n")}`);
        /** Where people reach it, and its name as an issuer. */
        this.origin = `http://localhost:${port}`;
    }

    /** Ends the server, and forgets everything. */
    async close() {
        this.child?.kill("SIGTERM");
        setTimeout(() => this.child?.kill("SIGKILL"), STUCK_AFTER_MS).unref();
        const how = await this.ended;
        if (this.folder) await rm(this.folder, { recursive: true, force: true });
        if (how) assert.deepEqual(how, [0, null], `no good end: ${this.log.slice(-20).join("\n")}`);
    }

    /** The mails somebody was sent, oldest first. */
    async mails(to) {
        const folder = join(this.folder, "data", "mail");
        const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".eml"));
        const read = async (name) => {
            const [text, { mtimeMs }] = [await readFile(join(folder, name), "utf8"), await stat(join(folder, name))];
            return { ...letter(text), at: mtimeMs };
        };
        const letters = (await Promise.all(names.map(read))).filter((found) => found.to === to);
        return letters.sort((one, other) => one.at - other.at);
    }

    /** The newest mail to somebody that fits, as soon as it is there: mail goes out beside answers. */
    async mail(to, fits, after = 0) {
        return eventually(async () => {
            const found = (await this.mails(to)).slice(after).filter((one) => fits.test(one.text));
            return found.at(-1);
        }, `a mail to ${to} like ${fits}`);
    }

    /** The code in the newest mail that has one. */
    async code(to, after = 0) {
        const code = /^\s*(\d{8})\s*$/m;
        return code.exec((await this.mail(to, code, after)).text)[1];
    }

    /** A line of the log that fits, as soon as it is there. */
    async logged(fits) {
        const found = async () => this.log.find((line) => fits.test(line));
        return eventually(found, `a log line like ${fits}`);
    }
}

/** What `look` finds, as soon as it finds something. */
export async function eventually(look, what) {
    const until = Date.now() + STUCK_AFTER_MS;
    for (;;) {
        const found = await look();
        if (found) {
            return found;
        }
        if (Date.now() > until) {
            throw new Error(`there is still not ${what}`);
        }
        await pause(20);
    }
}
