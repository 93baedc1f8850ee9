// Who is using the app: nobody, a guest, or somebody with an account. Tokens are in memory only.
//
// After a reload nobody has a token. A guest's comes back by a cookie that scripts cannot read; an
// account's by asking the provider, which knows its own cookie. That anybody was there at all is
// remembered without saying who, to spare everybody else the question.

import { ProblemError } from "@comanda/api";
import type { UserManager } from "oidc-client-ts";
import { type Account, readAccount } from "./account.ts";
import { alsoAtSignOut, isCognito } from "./cognito.ts";
import type { Config } from "./config.ts";

export type Who =
  | { kind: "unknown" }
  | { kind: "nobody" }
  | { kind: "guest" }
  | { kind: "account"; account: Account };

/** What a stronger sign-in is asked for (RFC 9470). */
export interface Challenge {
  acrValues: string | undefined;
  maxAge: number | undefined;
}

/** Remembers that there was a guest or an account here, not which. */
const HINT = "comanda.was-here";
/** A token is renewed when it has less than this to live. */
const RENEW_BEFORE_S = 30;
const ASKED_BEFORE_MS = 5_000;

interface GuestToken {
  token: string;
  expires_at: string;
}

export class Session {
  readonly config: Config;
  readonly #base: string;
  #manager: Promise<UserManager> | undefined;
  #guest: GuestToken | undefined;
  #who: Who = { kind: "unknown" };
  #listeners = new Set<() => void>();
  #started: Promise<void> | undefined;
  #renewing: Promise<boolean> | undefined;
  #renewedAt = 0;

  constructor(config: Config, base: string) {
    this.config = config;
    this.#base = base;
  }

  /** Who it is now. For `useSyncExternalStore`, with `subscribe`. */
  who = (): Who => this.#who;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Finds out who was here before the page was loaded. Asking again waits for the same answer. */
  start(): Promise<void> {
    this.#started ??= this.#restore();
    return this.#started;
  }

  /** Whether there was an account here, and nobody has said that it is signed out. */
  wasSignedIn(): boolean {
    return localStorage.getItem(HINT) === "account";
  }

  /** Asks once more who was here, when there was no network to ask with before. */
  startAgain(): Promise<void> {
    if (this.#who.kind === "nobody") this.#started = this.#restore();
    return this.start();
  }

  async #restore(): Promise<void> {
    const hint = localStorage.getItem(HINT);
    if (hint === "account" && (await this.#silently())) return;
    if (hint === "guest" && (await this.#guestAgain())) return;
    this.#become({ kind: "nobody" });
  }

  /** An access token, renewed when it is about to end; nothing for nobody. */
  token = async (): Promise<string | undefined> => {
    await this.start();
    if (this.#who.kind === "guest") return this.#guest?.token;
    if (this.#who.kind !== "account") return undefined;
    const user = await (await this.#provider()).getUser();
    if (user && (user.expires_in ?? 0) < RENEW_BEFORE_S && navigator.onLine) {
      await this.refused();
      return (await (await this.#provider()).getUser())?.access_token;
    }
    return user?.access_token;
  };

  /** A token was refused. Says whether there is another now. */
  refused = (): Promise<boolean> => {
    if (Date.now() - this.#renewedAt < ASKED_BEFORE_MS) return Promise.resolve(false);
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = undefined;
      this.#renewedAt = Date.now();
    });
    return this.#renewing;
  };

  async #renew(): Promise<boolean> {
    if (this.#who.kind === "guest") return this.#guestAgain();
    if (this.#who.kind !== "account") return false;
    const manager = await this.#provider();
    try {
      await manager.signinSilent();
      return true;
    } catch (thrown) {
      // Without an answer nobody knows: what comes next tells.
      if (!isRefusal(thrown)) return false;
    }
    // What it was renewed by has ended; the provider may still know its own cookie.
    await manager.removeUser();
    if (await this.#silently()) return true;
    if (!this.wasSignedIn()) this.#become({ kind: "nobody" });
    return false;
  }

  /** Goes to the sign-in page; `returnTo` is the path of the app to come back to. */
  async signIn(returnTo: string, more: { signUp?: boolean } = {}): Promise<void> {
    const manager = await this.#provider();
    const language = document.documentElement.lang;
    await manager.signinRedirect({
      state: returnTo,
      ui_locales: language,
      ...(more.signUp && (await letsCreate(manager)) ? { prompt: "create" } : {}),
    });
  }

  /** Takes what the sign-in page has answered; the path to go on with. */
  async finishSignIn(): Promise<string> {
    const manager = await this.#provider();
    const user = await manager.signinCallback(location.href);
    if (user) this.#signedIn(user.profile as Record<string, unknown>);
    this.#started = Promise.resolve();
    return typeof user?.state === "string" ? user.state : "/";
  }

  /** Asks somebody who is signed in to show more, in a window of its own. Needs a press of a button. */
  async stepUp(challenge: Challenge): Promise<void> {
    const manager = await this.#provider();
    const user = await manager.signinPopup({
      ...(challenge.acrValues ? { acr_values: challenge.acrValues } : {}),
      ...(challenge.maxAge === undefined ? {} : { max_age: challenge.maxAge }),
      popupWindowFeatures: { width: 460, height: 720 },
    });
    this.#signedIn(user.profile as Record<string, unknown>);
  }

  /** Becomes a guest, unless there is somebody already. */
  async becomeGuest(): Promise<void> {
    await this.start();
    if (this.#who.kind !== "nobody") return;
    const response = await fetch(`${this.config.api}/v1/guests`, {
      method: "POST",
    });
    if (!response.ok) {
      const problem = await response.json().catch(() => ({}));
      throw new ProblemError(problem, response.status, response.headers);
    }
    this.#guest = (await response.json()) as GuestToken;
    localStorage.setItem(HINT, "guest");
    this.#become({ kind: "guest" });
  }

  /** The token of the guest who was here before somebody signed in, to claim their orders by. */
  async guestToken(): Promise<string | undefined> {
    if (this.#guest) return this.#guest.token;
    return (await this.#askGuest())?.token;
  }

  /** Forgets the guest, here and in the browser. */
  async forgetGuest(): Promise<void> {
    this.#guest = undefined;
    await fetch(`${this.config.api}/v1/guests/me`, { method: "DELETE" });
  }

  /** Ends the session, here and at the provider, and comes back to the app. */
  async signOut(): Promise<void> {
    localStorage.removeItem(HINT);
    if (this.#who.kind === "guest") {
      await this.forgetGuest();
      this.#become({ kind: "nobody" });
      return;
    }
    const manager = await this.#provider();
    await manager.signoutRedirect({ extraQueryParams: alsoAtSignOut(manager.settings) });
  }

  async #silently(): Promise<boolean> {
    // A frame would show nothing, and be waited for: whoever was here signs in again.
    if (isCognito(this.config.issuer)) {
      localStorage.removeItem(HINT);
      return false;
    }
    try {
      const user = await (await this.#provider()).signinSilent();
      if (!user) return false;
      this.#signedIn(user.profile as Record<string, unknown>);
      return true;
    } catch (thrown) {
      // Signed out elsewhere. Without a network nobody knows: ask again with the next start.
      if (navigator.onLine && isRefusal(thrown)) localStorage.removeItem(HINT);
      return false;
    }
  }

  async #guestAgain(): Promise<boolean> {
    const guest = await this.#askGuest().catch(() => undefined);
    if (!guest) return false;
    this.#guest = guest;
    this.#become({ kind: "guest" });
    return true;
  }

  async #askGuest(): Promise<GuestToken | undefined> {
    const response = await fetch(`${this.config.api}/v1/guests/me`, {
      cache: "no-store",
    });
    if (response.status === 200) return (await response.json()) as GuestToken;
    // No content: this browser holds no guest's cookie, or holds it no more.
    if (response.status === 204 && localStorage.getItem(HINT) === "guest") {
      localStorage.removeItem(HINT);
    }
    return undefined;
  }

  #signedIn(claims: Record<string, unknown>): void {
    localStorage.setItem(HINT, "account");
    this.#become({ kind: "account", account: readAccount(claims) });
  }

  #become(who: Who): void {
    this.#who = who;
    for (const listener of this.#listeners) listener();
  }

  #provider(): Promise<UserManager> {
    this.#manager ??= import("./provider.ts").then(({ openProvider }) => {
      const manager = openProvider(this.config, this.#base);
      manager.events.addUserSignedOut(() => this.#become({ kind: "nobody" }));
      return manager;
    });
    return this.#manager;
  }
}

/** Whether the provider has said no, rather than nothing. */
function isRefusal(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === "ErrorResponse";
}

/** Whether the provider can be asked for its page to sign up on, which it says of itself. */
async function letsCreate(manager: UserManager): Promise<boolean> {
  const said: object = await manager.metadataService.getMetadata();
  const prompts = "prompt_values_supported" in said ? said.prompt_values_supported : [];
  return Array.isArray(prompts) && prompts.includes("create");
}
