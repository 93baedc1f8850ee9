import { expect, test } from "vitest";
import { en } from "../../words/en.ts";
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

const t = (key: keyof typeof en) => en[key] as string;

test("an operation is read in words, and a new one by its name", () => {
  expect(inWords("replaceMenu", t)).toBe("Changed the menu");
  expect(inWords("closeBar", t)).toBe("Close bar");
});

test("an entry is found by every word that it has", () => {
  expect(matching(entry, "ada menu", t)).toBe(true);
  expect(matching(entry, "loc_a", t)).toBe(true);
  expect(matching(entry, "", t)).toBe(true);
  expect(matching(entry, "ada refund", t)).toBe(false);
});
