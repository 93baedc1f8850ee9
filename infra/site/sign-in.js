// Sign-in with the authorization code flow and PKCE (RFC 7636). The password is typed on the sign-in page of the
// provider, never here; the token stays in this tab and is gone with it.

const KEPT = "comanda.sign-in";

const text = (bytes) =>
    btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const random = () => text(crypto.getRandomValues(new Uint8Array(32)));

const here = () => `${location.origin}/`;

/** Leaves for the sign-in page. */
export async function signIn(config) {
    const [verifier, state] = [random(), random()];
    sessionStorage.setItem(KEPT, JSON.stringify({ verifier, state }));
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
    const query = new URLSearchParams({
        response_type: "code",
        client_id: config.client_id,
        redirect_uri: here(),
        scope: "openid email profile",
        state,
        code_challenge: text(new Uint8Array(digest)),
        code_challenge_method: "S256",
    });
    location.assign(`${config.sign_in_url}/oauth2/authorize?${query}`);
}

/** The access token, if this page was just come back to from signing in, or null. */
export async function comeBack(config) {
    const answer = new URLSearchParams(location.search);
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    if (!answer.has("code") && !answer.has("error")) return stored();
    sessionStorage.removeItem(KEPT);
    history.replaceState(null, "", here());
    if (answer.has("error")) throw new Error(`Signing in did not work: ${answer.get("error")}.`);
    // An answer to a question this tab never asked is not for it.
    if (kept === null || kept.state !== answer.get("state")) throw new Error("Please sign in once more.");
    const response = await fetch(`${config.sign_in_url}/oauth2/token`, {
        method: "POST",
        body: new URLSearchParams({
            grant_type: "authorization_code",
            client_id: config.client_id,
            redirect_uri: here(),
            code: answer.get("code"),
            code_verifier: kept.verifier,
        }),
    });
    if (!response.ok) throw new Error("Please sign in once more.");
    const { access_token, expires_in } = await response.json();
    sessionStorage.setItem("comanda.token", JSON.stringify({ access_token, until: Date.now() + expires_in * 1000 }));
    return access_token;
}

/** Forgets the token and ends the session with the provider. */
export function signOut(config) {
    sessionStorage.removeItem("comanda.token");
    const query = new URLSearchParams({ client_id: config.client_id, logout_uri: here() });
    location.assign(`${config.sign_in_url}/logout?${query}`);
}

function stored() {
    const token = JSON.parse(sessionStorage.getItem("comanda.token") ?? "null");
    return token !== null && token.until > Date.now() ? token.access_token : null;
}
