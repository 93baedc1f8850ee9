// What is open throughout the tests of a file: a café, the server alone, another site.

import { after, before } from "node:test";

let last = Promise.resolve();
const all = [];

/** Does `work` before the first test, after all that was asked for earlier: hooks alone may overlap. */
export function beforehand(work) {
    before(() => {
        last = last.then(work);
        return last;
    });
}

/** Opens `one` before the first test of this file, and closes it after the last, however they end. */
export function throughout(one) {
    all.push(one);
    beforehand(() => one.open());
    return one;
}

/** Closes what was opened last first, and the others also when one does not close as it should. */
async function close() {
    const one = all.pop();
    try {
        await one?.close();
    } finally {
        if (one) await close();
    }
}

after(close);
