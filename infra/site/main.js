// Shows the menu of every location, and to whoever is signed in their orders. It only reads.

import { comeBack, signIn, signOut } from "./sign-in.js";

const said = document.getElementById("said");

async function ask(path, token) {
    const headers = token ? { Authorization: `Bearer ${token}` } : {};
    const response = await fetch(path, { headers });
    const body = await response.json();
    if (!response.ok) throw new Error(body.detail ?? `${path} answered ${response.status}.`);
    return body;
}

async function every(path) {
    const items = [];
    for (let after; ; ) {
        const page = await ask(after ? `${path}?after=${encodeURIComponent(after)}` : path);
        items.push(...page.items);
        after = page.next;
        if (!after) return items;
    }
}

function element(name, text, ...children) {
    const node = document.createElement(name);
    if (text) node.append(text);
    node.append(...children);
    return node;
}

// Minor units are cents here, whole yen there: the browser knows which currency has how many places.
function price(minor, currency) {
    const format = new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency });
    return format.format(minor / 10 ** format.resolvedOptions().maximumFractionDigits);
}

function product(of, currency) {
    const item = element("li", null, element("span", of.name), element("span", price(of.price_minor, currency)));
    const notes = [of.description, of.allergens.length > 0 ? `Contains ${of.allergens.join(", ")}.` : ""];
    if (!of.available) {
        item.className = "sold-out";
        notes.unshift("Sold out.");
    }
    const note = notes.filter(Boolean).join(" ");
    if (note) item.append(element("small", note));
    return item;
}

async function location(of) {
    const menu = await ask(`/v1/locations/${encodeURIComponent(of.id)}/menu`);
    const section = element("section", null, element("h2", of.name));
    section.append(element("p", of.open ? "Open now." : "Closed now."));
    for (const category of menu.categories) {
        const products = menu.products.filter((one) => one.category === category.id);
        if (products.length === 0) continue;
        section.append(element("h3", category.name));
        section.append(element("ul", null, ...products.map((one) => product(one, menu.currency ?? of.currency))));
    }
    return section;
}

async function showOrders(token) {
    const { items } = await ask("/v1/orders", token);
    const section = document.getElementById("orders");
    const line = (order) =>
        element(
            "li",
            null,
            element("span", `${order.number ?? "No number yet"} · ${order.status}`),
            element("span", price(order.total_minor, order.currency)),
        );
    section.querySelector("ul").replaceChildren(...items.map(line));
    if (items.length === 0) section.append(element("p", "You have not ordered yet."));
    section.hidden = false;
}

async function start() {
    const config = await ask("/config.json");
    let trouble = "";
    const token = await comeBack(config).catch((error) => {
        trouble = error.message;
        return null;
    });
    const [enter, leave] = [document.getElementById("sign-in"), document.getElementById("sign-out")];
    enter.hidden = token !== null;
    leave.hidden = token === null;
    enter.addEventListener("click", () => signIn(config));
    leave.addEventListener("click", () => signOut(config));

    const locations = await every("/v1/locations");
    document.getElementById("locations").replaceChildren(...(await Promise.all(locations.map(location))));
    said.textContent = trouble || (locations.length === 0 ? "No location has opened yet." : "");
    if (token !== null) await showOrders(token);
}

start().catch((error) => {
    said.textContent = `The menu cannot be shown at the moment. ${error.message}`;
});
