// Tokens as an attacker makes them: any header, any claims, any key.

import { createHmac, createSign, generateKeyPairSync, sign } from "node:crypto";

const base64url = (value) => Buffer.from(value).toString("base64url");
const part = (value) => base64url(JSON.stringify(value));

/** A key of the attacker's own, of each kind. */
export const OWN = {
    ec: generateKeyPairSync("ec", { namedCurve: "P-256" }),
    rsa: generateKeyPairSync("rsa", { modulusLength: 2048 }),
};

/** A token with this header and these claims, signed as `how` does it. */
export function forged(header, claims, how) {
    const signed = `${part(header)}.${part(claims)}`;
    return `${signed}.${base64url(how(signed))}`;
}

/** Signs with the attacker's own key. */
export const byOwnEc = (text) =>
    sign("sha256", Buffer.from(text), { key: OWN.ec.privateKey, dsaEncoding: "ieee-p1363" });
export const byOwnRsa = (text) => createSign("sha256").update(text).sign(OWN.rsa.privateKey);
/** Signs with what everybody knows, such as a public key. */
export const byHmac = (key) => (text) => createHmac("sha256", key).update(text).digest();
export const unsigned = () => "";
