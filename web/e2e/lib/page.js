// What stands on a page: its title, its forms and what it says. Ours are plain enough to be read
// without a parser.

/** A page that was answered. */
export function page(answer, html) {
    const title = /<title>([\s\S]*?)<\/title>/.exec(html)?.[1] ?? "";
    return {
        status: answer.status,
        headers: answer.headers,
        url: new URL(answer.url),
        html,
        title: plain(title),
        heading: plain(/<h1>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? ""),
        problem: plain(/<p class="wrong" id="problem"[^>]*>([\s\S]*?)<\/p>/.exec(html)?.[1] ?? ""),
        forms: [...html.matchAll(/<form method="post" action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g)].map(
            ([, action, inside]) => ({ action: plain(action), hidden: hidden(inside) }),
        ),
        links: [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href]) => plain(href)),
    };
}

function hidden(form) {
    const inputs = form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
    return Object.fromEntries([...inputs].map(([, name, value]) => [name, plain(value)]));
}

const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Text without what HTML needs to carry it. */
export function plain(html) {
    const text = html.replaceAll(/<[^>]*>/g, "");
    return text
        .replaceAll(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name) => {
            if (name[0] !== "#") {
                return NAMED[name] ?? whole;
            }
            const hex = name[1].toLowerCase() === "x";
            return String.fromCodePoint(Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10));
        })
        .trim();
}
