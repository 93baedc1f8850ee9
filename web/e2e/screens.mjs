// Takes a picture of every main screen, on phone, tablet and desk, by day and by night, into
// docs/screens. What is shown is the demo café on the real server, in the afternoon, after two weeks of
// business and in a small rush.

import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { Cafe, LOCATION } from "./lib/cafe.js";
import { Clock } from "./lib/clock.js";
import { add, MENU } from "./lib/order-app.js";
import { afternoon, days, live } from "./lib/past.js";

const FOLDER = fileURLToPath(new URL("../../docs/screens", import.meta.url));
const DEVICES = {
    phone: { width: 390, height: 844 },
    tablet: { width: 1024, height: 768 },
    desktop: { width: 1440, height: 900 },
};
const THEMES = ["light", "dark"];
/** Good enough to read, small enough to keep. */
const QUALITY = 72;
const RUSH = [
    ["Anna", "prd_flat-white", ["opt_oat-milk"]],
    ["Ben", "prd_cappuccino", []],
    ["Chiara", "prd_croissant", []],
    ["Dilek", "prd_chai-latte", ["opt_soy-milk"]],
    ["Emil", "prd_avocado-toast", []],
    ["Fatma", "prd_latte", ["opt_oat-milk"]],
    ["Greta", "prd_matcha-latte", []],
    ["Hugo", "prd_cold-brew", []],
    ["Ines", "prd_flat-white", []],
    ["Jonas", "prd_cinnamon-roll", []],
    ["Kemal", "prd_espresso", []],
    ["Lena", "prd_hot-chocolate", []],
];
/** How far each of them is: some handed over, some ready, some being made, the rest new. */
const STEPS = [4, 4, 4, 4, 3, 3, 3, 2, 2, 1, 0, 0];
const WAY = ["claim", "start", "ready", "collect"];
/** How many minutes apart they come in, and how many minutes each step takes. */
const [BETWEEN, EACH] = [1.5, 1.5];
/** Days of business, today among them: two weeks before it, which the office compares. */
const DAYS = 15;

const taken = [];

/** Whether every picture in view has arrived; those below are fetched when they are scrolled to. */
const seen = () =>
    [...document.images].every((one) => one.complete || one.getBoundingClientRect().top > innerHeight);

/** Pictures of what `page` shows, on every device and in both themes. */
async function take(page, app, name, settle = async () => {}) {
    for (const [device, viewport] of Object.entries(DEVICES)) {
        for (const theme of THEMES) {
            await page.setViewportSize(viewport);
            await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
            await settle(page);
            await page.waitForFunction(seen);
            const file = `${app}-${name}-${device}-${theme}.jpg`;
            await page.screenshot({ path: join(FOLDER, file), type: "jpeg", quality: QUALITY });
            taken.push({ app, name, device, theme, file });
        }
    }
}

async function visit(page, path) {
    await page.goto(path);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await page.waitForFunction(() => !document.querySelector("[class*=skeleton]"));
}

/** The orders of the last minutes before `now`. */
function rush(now) {
    const minutes = (count) => Math.round(count * 60_000);
    return RUSH.map(([name, product, options], at) => {
        const lines = [{ product, quantity: (at % 2) + 1, options }];
        if (at % 3 === 0) lines.push({ product: "prd_croissant", quantity: 1 });
        const placed = now - minutes((RUSH.length - at) * BETWEEN);
        const steps = WAY.slice(0, STEPS[at]).map((step, done) => [step, placed + minutes((done + 1) * EACH)]);
        return { name, lines, tip_minor: 50, placed, steps: Object.fromEntries(steps) };
    });
}

async function orderApp(cafe) {
    const page = await cafe.page();
    await visit(page, "/order/");
    await take(page, "order", "places");
    await visit(page, MENU);
    await take(page, "order", "menu");
    await visit(page, `${MENU}/p/prd_flat-white`);
    await take(page, "order", "product");
    await add(page, "Flat white", (sheet) => sheet.getByLabel(/^Oat drink/).check());
    await add(page, "Cinnamon roll");
    await visit(page, `${MENU}/cart`);
    await take(page, "order", "cart");
    await visit(page, `${MENU}/checkout`);
    await page.getByLabel("Name", { exact: true }).fill("Anna");
    await take(page, "order", "checkout");
    await page.getByRole("button", { name: /^Order · / }).click();
    await page.waitForURL(/\/order\/orders\/ord_/);
    await page.getByText("It is in the queue").first().waitFor();
    await take(page, "order", "status");
    const arabic = await cafe.page({ locale: "ar" });
    await visit(arabic, MENU);
    await take(arabic, "order", "menu-arabic");
}

async function counterApp(cafe) {
    const page = await cafe.signedIn("counter", await cafe.staff("manager"));
    const here = `/counter/l/${LOCATION}`;
    for (const [name, path] of Object.entries({ board: here, till: `${here}/till`, menu: `${here}/menu`, pace: `${here}/pace`, display: `${here}/display` })) {
        await visit(page, path);
        await take(page, "counter", name);
    }
}

async function officeApp(cafe, placed) {
    const page = await cafe.signedIn("office", await cafe.staff("admin"), { viewport: DEVICES.desktop });
    await page.getByLabel("Location").first().selectOption({ label: "Café Comanda" });
    const paths = {
        dashboard: "",
        weeks: "?days=week",
        orders: "orders",
        order: `orders/${placed[0].id}`,
        menu: "menu",
        hours: "hours",
        staff: "staff",
        workflows: "workflows",
    };
    for (const [name, path] of Object.entries(paths)) {
        await visit(page, `/office/${path}`);
        await take(page, "office", name);
    }
    await visit(page, "/office/menu");
    await page.getByRole("link", { name: "Flat white" }).first().click();
    await page.getByRole("heading", { level: 1, name: /Flat white/ }).waitFor();
    await take(page, "office", "product");
    await visit(page, "/office/workflows");
    await page.getByText(placed.at(-3).id).first().click();
    await page.getByRole("heading", { name: "History" }).waitFor();
    await take(page, "office", "workflow");
}

/** The page that shows all of them. */
function index() {
    const names = [...new Set(taken.map(({ app, name }) => `${app} ${name}`))];
    const rows = names.map((both) => {
        const [app, name] = both.split(" ");
        const cells = Object.keys(DEVICES).map((device) =>
            THEMES.map((theme) => `[${theme}](${app}-${name}-${device}-${theme}.jpg)`).join(" "),
        );
        return `| ${app}: ${name} | ${cells.join(" | ")} |`;
    });
    const head = ["| screen | phone | tablet | desktop |", "| --- | --- | --- | --- |"];
    const about = "Every main screen of the apps, taken by `cargo xtask screens` from the demo café.";
    return `# Screens\n\n${about}\n\n${[...head, ...rows].join("\n")}\n`;
}

await mkdir(FOLDER, { recursive: true });
for (const name of await readdir(FOLDER)) await rm(join(FOLDER, name));
const clock = await Clock.make();
const now = afternoon();
const past = days(DAYS, now - RUSH.length * BETWEEN * 60_000);
await clock.set(past[0].placed);
const cafe = new Cafe({ COMANDA_BRAND__NAME: "Café Comanda", ...clock.environment });
cafe.program.clock = clock;
try {
    await cafe.open();
    await live(cafe, clock, past);
    const placed = await live(cafe, clock, rush(now));
    await clock.set(now);
    await orderApp(cafe);
    await counterApp(cafe);
    await officeApp(cafe, placed);
    await writeFile(join(FOLDER, "README.md"), index());
} finally {
    await cafe.close();
    await clock.close();
}
