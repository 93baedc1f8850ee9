// An OpenID provider that nobody here wrote, for a café whose people sign in elsewhere: the certified
// oidc-provider, with its own pages to sign in and to agree on. As at Amazon Cognito, tokens are given
// out at another origin than the issuer's.

import Provider from "oidc-provider";

import { Site } from "./site.js";

/** What its access tokens are for. */
const AUDIENCE = "comanda";
/** Whose groups give them rights, by what they type in as their name. */
const GROUPS = { ben: ["barista:loc_demo-cafe"] };

export class Issuer extends Site {
    async open() {
        await super.open();
        /** Where tokens are given out. */
        this.tokens = `http://127.0.0.1:${this.port}`;
        // The program reads its document at the start, before it has an address itself.
        this.know();
    }

    /** Lets the apps at these origins send people here. */
    know(...origins) {
        const provider = new Provider(this.origin, {
            clients: origins.flatMap((origin) =>
                ["order", "counter"].map((app) => ({
                    client_id: app,
                    token_endpoint_auth_method: "none",
                    redirect_uris: [`${origin}/${app}/signed-in`, `${origin}/${app}/silent.html`],
                    post_logout_redirect_uris: [`${origin}/${app}/`],
                })),
            ),
            cookies: { keys: ["only for tests"] },
            scopes: ["openid", "profile", "email", "api", "offline_access"],
            // What the apps read of people, and of their rights, stands in ID tokens.
            conformIdTokenClaims: false,
            claims: { openid: ["sub", "groups"], profile: ["name"], email: ["email"] },
            clientBasedCORS: () => true,
            findAccount: (_, id) => ({
                accountId: id,
                claims: () => ({ sub: id, name: id, email: `${id}@example.org`, groups: GROUPS[id] ?? [] }),
            }),
            extraTokenClaims: (_, { accountId }) => ({ groups: GROUPS[accountId] ?? [] }),
            features: {
                devInteractions: { enabled: true },
                revocation: { enabled: true },
                resourceIndicators: {
                    enabled: true,
                    defaultResource: () => `https://${AUDIENCE}.example`,
                    useGrantedResource: () => true,
                    getResourceServerInfo: () => ({ scope: "api", audience: AUDIENCE, accessTokenFormat: "jwt" }),
                },
            },
        });
        // As if tokens were given out by another machine: whoever asks finds it in the discovery document.
        provider.use(async (context, next) => {
            await next();
            if (context.path !== "/.well-known/openid-configuration" || !context.body) return;
            for (const name of ["token_endpoint", "revocation_endpoint", "userinfo_endpoint"]) {
                context.body[name] = context.body[name].replace(this.origin, this.tokens);
            }
        });
        this.handle = provider.callback();
    }

    answer(request, response) {
        // Whichever way it was come to, it goes by one name.
        request.headers.host = new URL(this.origin).host;
        this.handle(request, response);
    }
}
