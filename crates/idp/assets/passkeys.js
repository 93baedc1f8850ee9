// What passkeys need of the browser, and nothing else: every page works without it, and what only
// works with it stays hidden until it runs.
//
// A form says what it is for:
//   data-passkey   "sign-in" or "register"
//   data-start     POST: the form's inputs as a JSON object -> 200 with the options, as webauthn-rs
//                  writes them: {"publicKey": {…}}, bytes in base64url
//   data-finish    POST: the same inputs and "credential", what the browser made, as JSON ->
//                  200 {"to": "/where/to/go/on"}
//   data-waiting, data-cancelled, data-failed, data-exists   sentences for people
// and has an element with role="alert" for them. An answer that is no 200 may give its own sentence:
// {"problem": "…"}, and {"to": "…"} where the form should be left.

const supported = typeof window.PublicKeyCredential === "function";

/** The one ceremony under way: a browser has room for no second one. */
let underWay = new AbortController();

class Refused extends Error {}

function bytes(text) {
    const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0)).buffer;
}

function text(buffer) {
    const plain = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
    return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Options as the browser wants them, from JSON. Older browsers cannot do it themselves. */
function parsed(options, register) {
    const itself = register
        ? PublicKeyCredential.parseCreationOptionsFromJSON
        : PublicKeyCredential.parseRequestOptionsFromJSON;
    if (itself) {
        return itself.call(PublicKeyCredential, options);
    }
    const list = (listed) => listed?.map((each) => ({ ...each, id: bytes(each.id) }));
    const common = { ...options, challenge: bytes(options.challenge) };
    if (!register) {
        return { ...common, allowCredentials: list(options.allowCredentials) };
    }
    return {
        ...common,
        user: { ...options.user, id: bytes(options.user.id) },
        excludeCredentials: list(options.excludeCredentials),
    };
}

/** A credential as JSON. Older browsers, and some password managers, cannot do it themselves. */
function written(credential) {
    try {
        return credential.toJSON();
    } catch {
        const { response } = credential;
        const parts = {};
        for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
            if (response[part]) {
                parts[part] = text(response[part]);
            }
        }
        const transports = response.getTransports?.();
        return {
            id: credential.id,
            rawId: text(credential.rawId),
            type: credential.type,
            response: transports ? { ...parts, transports } : parts,
            clientExtensionResults: credential.getClientExtensionResults(),
        };
    }
}

async function post(address, body) {
    const answer = await fetch(address, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify(body),
    });
    const said = await answer.json().catch(() => ({}));
    if (answer.ok) {
        return said;
    }
    if (said.to) {
        window.location.assign(said.to);
    }
    throw new Refused(said.problem ?? "");
}

/** From the options to the page that follows. `conditional`: only if somebody picks a passkey. */
async function ceremony(form, conditional) {
    underWay.abort();
    underWay = new AbortController();
    const { signal } = underWay;
    const register = form.dataset.passkey === "register";
    const inputs = Object.fromEntries(new FormData(form));
    const options = await post(form.dataset.start, inputs).catch((error) => {
        // Nobody has asked for anything yet.
        throw conditional ? new DOMException("", "AbortError") : error;
    });
    // Meanwhile the button may have been pressed.
    signal.throwIfAborted();
    const publicKey = parsed(options.publicKey, register);
    const asked = register
        ? { publicKey, signal }
        : { publicKey, signal, ...(conditional && { mediation: "conditional" }) };
    const credential = register
        ? await navigator.credentials.create(asked)
        : await navigator.credentials.get(asked);
    const { to } = await post(form.dataset.finish, { ...inputs, credential: written(credential) });
    window.location.assign(to);
}

/** What to say of an error; nothing of one that we caused ourselves. */
function sentence(form, error) {
    if (error instanceof Refused && error.message) {
        return error.message;
    }
    const { failed, cancelled, exists } = form.dataset;
    return { AbortError: "", NotAllowedError: cancelled, InvalidStateError: exists }[error.name] ?? failed;
}

function say(form, words, waiting) {
    const place = form.querySelector("[role=alert]");
    place.classList.toggle("waiting", waiting);
    place.textContent = words;
    place.hidden = words === "";
}

for (const form of supported ? document.querySelectorAll("form[data-passkey]") : []) {
    form.hidden = false;
    const button = form.querySelector("button");
    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        button.disabled = true;
        say(form, form.dataset.waiting, true);
        try {
            await ceremony(form, false);
        } catch (error) {
            say(form, sentence(form, error), false);
        } finally {
            button.disabled = false;
        }
    });
}

if (supported) {
    for (const instead of document.querySelectorAll(".unsupported")) {
        instead.hidden = true;
    }
    // Passkeys among the suggestions for the e-mail, if this browser can.
    const form = document.querySelector("form[data-passkey=sign-in]");
    const field = document.querySelector("input[autocomplete~=webauthn]");
    if (form && field && (await PublicKeyCredential.isConditionalMediationAvailable?.())) {
        ceremony(form, true).catch((error) => {
            // Only what became of a passkey that somebody picked is told.
            if (error instanceof Refused && error.message) {
                say(form, error.message, false);
            }
        });
    }
}
