// The OpenID provider, by a library that is loaded when somebody signs in, or has been signed in.

import { InMemoryWebStorage, UserManager, WebStorageStateStore } from "oidc-client-ts";
import { isCognito } from "./cognito.ts";
import type { Config } from "./config.ts";

/** What is asked of our own server. */
const SCOPE = "openid profile email api";
/** How long a frame may take to say whether somebody is still signed in. */
const SILENT_WITHIN_S = 8;

/**
 * Code and PKCE. Tokens are kept in memory only; what has to outlive the way to the sign-in page and
 * back is kept for this tab alone.
 */
export function openProvider(config: Config, base: string): UserManager {
  const here = new URL(base, location.origin);
  return new UserManager({
    authority: config.issuer,
    client_id: config.client_id ?? "",
    scope: config.scope ?? SCOPE,
    response_type: "code",
    redirect_uri: new URL("signed-in", here).href,
    silent_redirect_uri: new URL("silent.html", here).href,
    popup_redirect_uri: new URL("silent.html", here).href,
    post_logout_redirect_uri: here.href,
    userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
    automaticSilentRenew: true,
    silentRequestTimeoutInSeconds: SILENT_WITHIN_S,
    monitorSession: false,
    loadUserInfo: false,
    revokeTokensOnSignout: true,
    ...(isCognito(config.issuer) ? { revokeTokenTypes: ["refresh_token"] } : {}),
  });
}
