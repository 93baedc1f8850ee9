// At the viewer's request, before the cache is asked: which file an address within an app means. A name without a dot
// is an address that only the app's script knows, and begins with its first page; one with a dot was meant to be a
// file. The program answers the same (crates/comanda/src/apps/answer.rs).

function handler(event) {
    const request = event.request;
    if (request.uri === "/") return led(302, "Found", "/order/");
    const within = request.uri.match(/^\/(order|counter|office)(\/.*)?$/);
    if (within === null) return request;
    const home = `/${within[1]}/`;
    if (within[2] === undefined) return led(308, "Permanent Redirect", home);
    const last = request.uri.slice(request.uri.lastIndexOf("/") + 1);
    if (!last.includes(".")) request.uri = `${home}index.html`;
    return request;
}

function led(statusCode, statusDescription, to) {
    return { statusCode, statusDescription, headers: { location: { value: to }, "cache-control": { value: "no-cache" } } };
}
