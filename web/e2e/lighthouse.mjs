// What Lighthouse says of the customer's app, on the phone it imagines: a slow one on slow 4G. It is
// measured, not tested: `cargo build --release`, then `npm run lighthouse --workspace e2e` in web/.
// Lighthouse itself is fetched when it is asked for, because nothing else here needs it.

import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const LIGHTHOUSE = "lighthouse@12.8.2";
/** An odd number, so that there is one in the middle. */
const ROUNDS = 5;
const PAGES = { places: "/order/", menu: "/order/l/loc_demo-cafe" };
const TIMES = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "interactive"];

process.env.COMANDA_PROGRAM ??= fileURLToPath(new URL("../../target/release/comanda", import.meta.url));
const [{ Program }, { path }] = await Promise.all([import("./lib/program.js"), import("./lib/chromium.js")]);

const middle = (numbers) => numbers.sort((one, other) => one - other)[Math.floor(numbers.length / 2)];

async function measure(url, folder) {
    const report = join(folder, "report.json");
    const options = ["--quiet", "--output=json", `--output-path=${report}`];
    options.push("--chrome-flags=--headless=new --no-sandbox");
    const env = { ...process.env, CHROME_PATH: path() };
    await promisify(execFile)("npm", ["exec", "--yes", "--", LIGHTHOUSE, url, ...options], { env });
    return JSON.parse(await readFile(report, "utf8"));
}

const program = new Program({}, ["--demo"]);
const folder = await mkdtemp(join(tmpdir(), "comanda-lighthouse-"));
try {
    await program.open();
    for (const [name, where] of Object.entries(PAGES)) {
        const reports = [];
        for (let round = 0; round < ROUNDS; round += 1) reports.push(await measure(`${program.origin}${where}`, folder));
        const score = (id) => Math.round(100 * middle(reports.map((one) => one.categories[id].score)));
        const time = (id) => Math.round(middle(reports.map((one) => one.audits[id].numericValue)));
        console.log(`${name}: ${Object.keys(reports[0].categories).map((id) => `${id} ${score(id)}`).join(", ")}`);
        console.log(`  ${TIMES.map((id) => `${id} ${time(id)} ms`).join(", ")}`);
        console.log(`  layout shift ${middle(reports.map((one) => one.audits["cumulative-layout-shift"].numericValue))}`);
        const low = Object.values(reports[0].audits).filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode === "binary");
        console.log(low.map(({ id, title }) => `  not passed: ${id} (${title})`).join("\n"));
    }
} finally {
    await program.close();
    await rm(folder, { recursive: true, force: true });
}
