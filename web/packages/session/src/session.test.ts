import { beforeEach, expect, test, vi } from "vitest";
import { Session } from "./session.ts";

const CONFIG = { api: "", issuer: "http://localhost", client_id: "order", brand: { name: "Café" } };

/** What a browser keeps for scripts, and the server's answers in sequence. */
let kept: Map<string, string>;
let answers: (Response | Error)[];
let asked: string[];

beforeEach(() => {
  kept = new Map();
  answers = [];
  asked = [];
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  vi.stubGlobal("fetch", async (url: string, options: { method?: string } = {}) => {
    asked.push(`${options.method ?? "GET"} ${url}`);
    const answer = answers.shift();
    if (!answer || answer instanceof Error) throw answer ?? new TypeError("nothing is expected");
    return answer;
  });
});

const guest = (token: string) => Response.json({ token, expires_at: "2026-12-30T00:00:00Z" });

test("somebody who was never here costs no question", async () => {
  const session = new Session(CONFIG, "/order/");
  await session.start();
  expect([session.who(), asked]).toEqual([{ kind: "nobody" }, []]);
  expect(await session.token()).toBeUndefined();
});

test("a guest is made once, and only a hint of it is kept", async () => {
  const session = new Session(CONFIG, "/order/");
  answers = [guest("secret")];
  await session.becomeGuest();
  await session.becomeGuest();
  expect(asked).toEqual(["POST /v1/guests"]);
  expect(await session.token()).toBe("secret");
  expect([...kept]).toEqual([["comanda.was-here", "guest"]]);
});

test("a guest comes back by the cookie of the browser", async () => {
  kept.set("comanda.was-here", "guest");
  answers = [guest("again")];
  const session = new Session(CONFIG, "/order/");
  await Promise.all([session.start(), session.start()]);
  expect(asked).toEqual(["GET /v1/guests/me"]);
  expect([session.who(), await session.token()]).toEqual([{ kind: "guest" }, "again"]);
});

test("a guest whose cookie is gone is nobody, and is not asked for again", async () => {
  kept.set("comanda.was-here", "guest");
  answers = [new Response(null, { status: 204 })];
  const session = new Session(CONFIG, "/order/");
  await session.start();
  expect(session.who()).toEqual({ kind: "nobody" });
  expect(kept.size).toBe(0);
});

test("without a network a guest is asked for once more when there is one", async () => {
  kept.set("comanda.was-here", "guest");
  answers = [new TypeError("no network"), guest("later")];
  const session = new Session(CONFIG, "/order/");
  await session.start();
  expect(session.who()).toEqual({ kind: "nobody" });
  await session.startAgain();
  expect(await session.token()).toBe("later");
});

test("whoever signs in without having been a guest has nothing to claim", async () => {
  answers = [new Response(null, { status: 204 })];
  expect(await new Session(CONFIG, "/order/").guestToken()).toBeUndefined();
});

test("a token that was refused is replaced once, however many have noticed", async () => {
  kept.set("comanda.was-here", "guest");
  answers = [guest("old"), guest("new"), guest("and so on")];
  const session = new Session(CONFIG, "/order/");
  await session.start();
  expect(await Promise.all([session.refused(), session.refused()])).toEqual([true, true]);
  expect([await session.token(), asked.length]).toEqual(["new", 2]);
  // The server refuses the new one, too: asking again at once would not end.
  expect([await session.refused(), asked.length]).toEqual([false, 2]);
});

test("becoming a guest too often is the server's sentence, and nobody is somebody by it", async () => {
  const body = { code: "idp.too-many-attempts", detail: "too often", status: 429 };
  answers = [Response.json(body, { status: 429 })];
  const session = new Session(CONFIG, "/order/");
  await expect(session.becomeGuest()).rejects.toMatchObject({ code: "idp.too-many-attempts" });
  expect(session.who()).toEqual({ kind: "nobody" });
});
