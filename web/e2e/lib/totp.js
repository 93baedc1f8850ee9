// An authenticator app: RFC 6238 with SHA-1, six digits and thirty seconds.

import { createHmac } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const STEP_S = 30;

/**
 * The step of a clock's moment, and how long it lasts. The server takes codes of the step before and of
 * the one after, too.
 */
export function now(clock = Date) {
    const steps = clock.now() / 1000 / STEP_S;
    const step = Math.floor(steps);
    return { step, left_ms: Math.ceil((step + 1 - steps) * STEP_S * 1000) };
}

/** The code of a step. */
export function totp(secret, step) {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(step));
    const mac = createHmac("sha1", bytes(secret)).update(counter).digest();
    const at = mac[mac.length - 1] & 15;
    return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

function bytes(base32) {
    const letters = [...base32.toUpperCase()].filter((letter) => ALPHABET.includes(letter));
    const bits = letters.map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, "0")).join("");
    return Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
}
