// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { alsoAtSignOut, isCognito } from "./cognito.ts";
import type { Config } from "./config.ts";
import { openProvider } from "./provider.ts";

const pool = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc";

function provider(more: Partial<Config>) {
  const config: Config = {
    api: "",
    issuer: "https://cafe.example",
    client_id: "order",
    brand: { name: "Café Aroma" },
    ...more,
  };
  return openProvider(config, "https://cafe.example/order/").settings;
}

describe("a provider elsewhere", () => {
  it("is known as Amazon Cognito by the address of its pools", () => {
    expect(isCognito(pool)).toBe(true);
    expect(isCognito("https://cafe.example")).toBe(false);
    expect(isCognito("https://cognito-idp.evil.example/eu-central-1_abc")).toBe(false);
  });

  it("is asked for what the app was told to ask for", () => {
    expect(provider({ scope: "openid profile email" }).scope).toBe("openid profile email");
    expect(provider({}).scope).toBe("openid profile email api");
  });

  it("of Amazon is told which refresh token to forget, and no access token", () => {
    expect(provider({ issuer: pool }).revokeTokenTypes).toEqual(["refresh_token"]);
    expect(provider({}).revokeTokenTypes).toContain("access_token");
  });

  it("of Amazon is told who signs out, and where to go then", () => {
    expect(alsoAtSignOut(provider({ issuer: pool, client_id: "abc" }))).toEqual({
      client_id: "abc",
      logout_uri: "https://cafe.example/order/",
    });
    expect(alsoAtSignOut(provider({}))).toEqual({});
  });
});
