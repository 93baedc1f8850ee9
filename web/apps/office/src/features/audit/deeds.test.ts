import { expect, test } from "vitest";
import { inWords, matching } from "./deeds.ts";

const entry = {
  at: "",
  by: { id: "usr_1", role: "manager", name: "Ada Rivera" },
  operation: "replaceMenu",
  method: "PUT",
  path: "/v1/locations/loc_a/menu",
  status: 200,
  request_id: "",
};

test("an operation is read in words", () => {
  expect(inWords("replaceMenu")).toBe("Replace menu");
});

test("an entry is found by every word that it has", () => {
  expect(matching(entry, "ada menu")).toBe(true);
  expect(matching(entry, "loc_a")).toBe(true);
  expect(matching(entry, "")).toBe(true);
  expect(matching(entry, "ada refund")).toBe(false);
});
