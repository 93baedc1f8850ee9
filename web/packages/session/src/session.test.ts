// @vitest-environment jsdom
import { expect, test } from "vitest";
import { Session } from "./session.ts";

test("nobody is waited for where the provider stands in no frame", async () => {
  localStorage.setItem("comanda.was-here", "account");
  const issuer = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc";
  const config = { api: "", issuer, client_id: "abc", brand: { name: "Café Aroma" } };
  const session = new Session(config, "/order/");
  await session.start();
  expect(session.who()).toEqual({ kind: "nobody" });
  expect(session.wasSignedIn()).toBe(false);
});
