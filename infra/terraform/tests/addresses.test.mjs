// The function of module site, as CloudFront calls it: `node --test`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const source = readFileSync(new URL("../modules/site/addresses.js", import.meta.url), "utf8");
const { handler } = runInNewContext(`${source}; ({ handler })`);
const asked = (uri) => handler({ request: { method: "GET", uri, querystring: {}, headers: {} } });

test("an address that only the script knows is the app's first page", () => {
    for (const path of ["", "orders/ord_1", "l/mitte/menu", "signed-in", "a.b/c", "l/"]) {
        assert.equal(asked(`/order/${path}`).uri, "/order/index.html", path);
    }
    assert.equal(asked("/counter/l/mitte").uri, "/counter/index.html");
    assert.equal(asked("/office/menu").uri, "/office/index.html");
});

test("a name with a dot was meant to be a file", () => {
    for (const path of ["assets/x.js", "sw.js", "silent.html", "config.json", "a.b", "l/a.b"]) {
        assert.equal(asked(`/order/${path}`).uri, `/order/${path}`);
    }
});

test("the root leads to the app of customers, and an app without its slash to itself", () => {
    for (const [uri, status, to] of [["/", 302, "/order/"], ["/order", 308, "/order/"], ["/office", 308, "/office/"]]) {
        const answer = asked(uri);
        assert.equal(answer.statusCode, status, uri);
        assert.equal(answer.headers.location.value, to);
    }
});

test("nothing beside the apps is touched", () => {
    for (const uri of ["/favicon.ico", "/orders", "/order-history/x", "/kitchen/board", "/v1/locations"]) {
        assert.equal(asked(uri).uri, uri);
    }
});
