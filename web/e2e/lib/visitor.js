// A browser without a window: cookies, links and forms over HTTP, and nothing else.

import { page } from "./page.js";

let visitors = 0;

/** Another address from which nobody has come yet. */
export function someAddress() {
    visitors += 1;
    return `10.${(visitors >> 16) & 255}.${(visitors >> 8) & 255}.${visitors & 255}`;
}

export class Visitor {
    /** Names and values. */
    cookies = new Map();

    constructor(origin, address = someAddress()) {
        this.origin = origin;
        this.address = address;
        this.language = "en";
    }

    /** Opens a page, as somebody who follows a link or types an address. */
    async open(address) {
        return this.#follow(await this.send("GET", address));
    }

    /** Sends a form of ours, as its page would, and goes on where the answer leads. */
    async post(address, fields, headers = {}) {
        return this.#follow(await this.send("POST", address, fields, headers));
    }

    /** Fills in the form of a page that leads to `action`, and sends it. */
    async submit(shown, action, fields = {}) {
        const form = shown.forms.find((one) => one.action.split("?")[0] === action);
        if (!form) {
            throw new Error(`no form to ${action} on "${shown.title}" (${shown.status})`);
        }
        return this.post(form.action, { ...form.hidden, ...fields });
    }

    /** One request and its answer, without going on. `fields` may be a form or a list of pairs. */
    async send(method, address, fields, headers = {}) {
        const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
        const own = method === "POST" ? { Origin: this.origin, "Sec-Fetch-Site": "same-origin" } : {};
        const answer = await fetch(new URL(address, this.origin), {
            method,
            redirect: "manual",
            headers: {
                "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
                "Accept-Language": this.language,
                "X-Forwarded-For": this.address,
                ...(cookie && { Cookie: cookie }),
                ...own,
                ...headers,
            },
            body: fields === undefined ? undefined : new URLSearchParams(fields),
        });
        for (const line of answer.headers.getSetCookie()) {
            this.#keep(line);
        }
        return answer;
    }

    #keep(line) {
        const [pair, ...attributes] = line.split(/;\s*/);
        const [name, value] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
        if (attributes.some((each) => each.toLowerCase() === "max-age=0")) {
            this.cookies.delete(name);
        } else {
            this.cookies.set(name, value);
        }
    }

    /** Goes where answers lead, as long as that is here; an address elsewhere is where it ends. */
    async #follow(answer) {
        for (let steps = 0; steps < 10; steps += 1) {
            const next = answer.headers.get("location");
            if (next === null) {
                return page(answer, await answer.text());
            }
            const url = new URL(next, answer.url);
            if (url.origin !== this.origin) {
                return { left: url };
            }
            answer = await this.send("GET", url);
        }
        throw new Error(`led in circles: ${answer.headers.get("location")}`);
    }
}
