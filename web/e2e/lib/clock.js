// A clock on the wall that programs started with it go by, and that can be set: a café gets a past
// without anybody waiting for it. Linux only, as what it is made of is.

import { execFile } from "node:child_process";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const SOURCE = fileURLToPath(new URL("clock.c", import.meta.url));

export class Clock {
    static async make() {
        const clock = new Clock();
        clock.folder = await mkdtemp(join(tmpdir(), "comanda-clock-"));
        const [library, file] = ["clock.so", "ahead"].map((name) => join(clock.folder, name));
        await promisify(execFile)("cc", ["-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", library, SOURCE]);
        clock.file = await open(file, "w");
        /** What a program is started with to go by this clock. */
        clock.environment = { LD_PRELOAD: library, CLOCK_AHEAD: file };
        await clock.set(Date.now());
        return clock;
    }

    /** What time it is by it. */
    now() {
        return Date.now() + this.ahead * 1000;
    }

    /** Sets it to an instant, in milliseconds; from then on it goes as fast as any other. */
    async set(at) {
        const seconds = Math.ceil((at - Date.now()) / 1000);
        this.ahead = seconds;
        const written = Buffer.alloc(8);
        written.writeBigInt64LE(BigInt(seconds));
        await this.file.write(written, 0, 8, 0);
    }

    async close() {
        await this.file.close();
        await rm(this.folder, { recursive: true, force: true });
    }
}
