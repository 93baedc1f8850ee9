// What a café has sold so far: orders that are placed, made and handed over, each at its time.

import { LOCATION, ordered } from "./cafe.js";
import { eventually } from "./program.js";

const ZONE = "Europe/Berlin";
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** How many orders an hour of the day has, from 7 to 18, on a usual day. */
const HOURS = [4, 9, 8, 5, 4, 8, 6, 4, 6, 5, 2];
const OPENS = 7;
/** Sunday to Saturday, as a part of the usual. */
const WEEK = [0.9, 0.7, 0.8, 0.9, 1, 1.2, 1.3];
const PEOPLE = ["Anna", "Ben", "Chiara", "Dilek", "Emil", "Fatma", "Greta", "Hugo", "Ines", "Jonas"];
/** What is had, and how often beside the others. */
const WANTED = [
    ["prd_flat-white", 9],
    ["prd_cappuccino", 7],
    ["prd_croissant", 7],
    ["prd_latte", 5],
    ["prd_espresso", 4],
    ["prd_cinnamon-roll", 4],
    ["prd_chai-latte", 2],
    ["prd_avocado-toast", 2],
    ["prd_cold-brew", 2],
    ["prd_matcha-latte", 1],
    ["prd_hot-chocolate", 1],
].flatMap(([product, times]) => Array(times).fill(product));

/** Chance that is the same in every run, so that pictures differ only where the apps do. */
function dice(seed) {
    let state = seed;
    return (sides) => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
        return (state >>> 8) % sides;
    };
}

/** This afternoon there, at the minute it is now: when enough has happened to be looked at. */
export function afternoon() {
    const hour = new Intl.DateTimeFormat("en", { timeZone: ZONE, hour: "2-digit", hourCycle: "h23" });
    return Date.now() + (15 - Number(hour.format(Date.now()))) * 60 * MINUTE_MS;
}

/** The orders of some days that end `until` an instant of today. */
export function days(count, until) {
    const roll = dice(7);
    const hour = new Date(until).toLocaleString("sv-SE", { timeZone: ZONE });
    const [, hours, minutes] = / (\d\d):(\d\d)/.exec(hour).map(Number);
    const midnight = until - (hours * 60 + minutes) * MINUTE_MS;
    const orders = [];
    for (let day = 1 - count; day <= 0; day += 1) {
        const part = WEEK[new Date(until + day * DAY_MS).getUTCDay()];
        for (const [at, usual] of HOURS.entries()) {
            for (let one = 0; one < Math.round(usual * part); one += 1) {
                const minute = (OPENS + at) * 60 + roll(60);
                const placed = midnight + day * DAY_MS + minute * MINUTE_MS;
                // One in twelve takes longer than is promised.
                const ready = roll(12) === 0 ? 10 + roll(4) : 3 + roll(4);
                orders.push({
                    name: PEOPLE[roll(PEOPLE.length)],
                    lines: Array.from({ length: 1 + Math.floor(roll(5) / 2) }, () => ({
                        product: WANTED[roll(WANTED.length)],
                        quantity: 1 + Math.floor(roll(5) / 4),
                    })),
                    tip_minor: roll(3) === 0 ? 50 : 0,
                    morning: minute < (OPENS + 1) * 60,
                    placed,
                    steps: { start: placed + MINUTE_MS, ready: placed + ready * MINUTE_MS, collect: placed + (ready + 2) * MINUTE_MS },
                });
            }
        }
    }
    return orders.filter((order) => order.steps.collect < until);
}

/** Puts out of everything that is counted as much as there was at first. */
async function bake(barista, levels) {
    const stock = `/v1/locations/${LOCATION}/stock`;
    for (const { stock_item, level } of levels) await barista("PUT", `${stock}/${stock_item}`, { level });
}

/** Lives through orders, everybody at their time; what was placed, in the sequence of `orders`. */
export async function live(cafe, clock, orders) {
    const barista = await cafe.api("barista", "Ben");
    const { items: levels } = await barista("GET", `/v1/locations/${LOCATION}/stock`);
    const placed = new Map();
    const known = new Map();
    const as = async (role, who) => {
        // A token lasts for half a day, and is asked for anew after a quarter.
        const key = `${role} ${who} ${Math.floor((clock.now() / DAY_MS) * 4)}`;
        if (!known.has(key)) known.set(key, cafe.api(role, who));
        return known.get(key);
    };
    const events = orders.flatMap((order) => [
        {
            at: order.placed,
            happen: async () => {
                const { name, lines, tip_minor, morning } = order;
                const wanted = { name, lines, tip_minor, payment_source: "tok_approved" };
                if (morning) await bake(await as("barista", "Ben"), levels);
                const customer = await as("customer", name.toLowerCase());
                placed.set(order, await ordered(customer, wanted));
            },
        },
        ...Object.entries(order.steps).map(([step, when]) => ({
            at: when,
            happen: async () => {
                const kitchen = await as("barista", "Ben");
                const at = `/v1/orders/${placed.get(order).id}`;
                await kitchen("POST", `${at}/${step}`);
                if (step !== "ready") return;
                // Its money is taken then, not when the clock stands elsewhere.
                const customer = await as("customer", order.name.toLowerCase());
                const taken = async () => (await customer("GET", `${at}/payment`)).captured_minor > 0;
                await eventually(taken, `money for ${at}`);
            },
        })),
    ]);
    for (const { at, happen } of events.sort((one, other) => one.at - other.at)) {
        if (at > clock.now()) await clock.set(at);
        await happen();
    }
    return orders.map((order) => placed.get(order));
}
