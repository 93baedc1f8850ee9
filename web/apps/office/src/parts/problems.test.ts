import { ProblemError } from "@comanda/api";
import { expect, test } from "vitest";
import { en } from "../words/en.ts";
import { faultAt, sentence } from "./problems.ts";

const t = (key: keyof typeof en) => en[key] as string;

test("what a person can meet is said in our own words", () => {
  const problem = new ProblemError({ code: "idp.email-taken", detail: "taken" }, 409);
  expect(sentence(problem, t)).toBe(en.problem_email_taken);
});

test("what we have no words for is said in the server's", () => {
  const problem = new ProblemError({ code: "orders.new-rule", detail: "Not on Mondays." }, 409);
  expect(sentence(problem, t)).toBe("Not on Mondays.");
});

test("a request without an answer is a matter of the connection", () => {
  expect(sentence(new TypeError("Failed to fetch"), t)).toBe(en.problem_offline);
});

test("a fault is said at the field it is about, and at no other", () => {
  const errors = [{ pointer: "/email", code: "x", detail: "no address" }];
  const problem = new ProblemError({ code: "api.invalid-body", errors }, 422);
  expect(faultAt(problem, "/email")).toBe("no address");
  expect(faultAt(problem, "/role")).toBeUndefined();
  expect(faultAt(undefined, "/email")).toBeUndefined();
});
