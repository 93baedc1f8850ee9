// What the provider sends a hidden frame or a small window back to: it hands the answer to the app
// that opened it.

import { UserManager } from "oidc-client-ts";

const manager = new UserManager({
  authority: location.origin,
  client_id: "-",
  redirect_uri: "-",
});
const answered = window.opener
  ? manager.signinPopupCallback(location.href)
  : manager.signinSilentCallback(location.href);
// Whoever opened this sees that nothing comes and goes on without.
answered.catch(() => undefined);
