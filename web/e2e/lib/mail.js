// Reading mails, as far as ours need it: headers, and one part of plain text.

/** A mail: to whom, about what, and its text. */
export function letter(source) {
    const [head, ...rest] = source.split(/\r?\n\r?\n/);
    const headers = new Map();
    for (const line of head.replaceAll(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
        const at = line.indexOf(":");
        headers.set(line.slice(0, at).toLowerCase(), line.slice(at + 1).trim());
    }
    const encoding = headers.get("content-transfer-encoding") ?? "7bit";
    return {
        to: /<?([^<>\s]+@[^<>\s]+)>?$/.exec(headers.get("to") ?? "")?.[1],
        subject: words(headers.get("subject") ?? ""),
        text: decoded(rest.join("\n\n"), encoding.toLowerCase()),
    };
}

function decoded(body, encoding) {
    if (encoding === "base64") {
        return Buffer.from(body, "base64").toString("utf8");
    }
    if (encoding === "quoted-printable") {
        return bytes(body.replaceAll(/=\r?\n/g, ""));
    }
    return body;
}

/** Words of a header that are not ASCII (RFC 2047). */
function words(text) {
    const joined = text.replaceAll(/\?=\s+=\?/g, "?==?");
    return joined.replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind, word) =>
        kind.toLowerCase() === "b"
            ? Buffer.from(word, "base64").toString("utf8")
            : bytes(word.replaceAll("_", " ")),
    );
}

function bytes(text) {
    const plain = Buffer.from(text, "utf8").toString("latin1");
    const unescaped = plain.replaceAll(/=([0-9A-F]{2})/gi, (_, hex) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
    );
    return Buffer.from(unescaped, "latin1").toString("utf8");
}
