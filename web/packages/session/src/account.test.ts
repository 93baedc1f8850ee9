import { expect, test } from "vitest";
import { readAccount } from "./account.ts";

test("the highest role counts, where it was given", () => {
  const groups = ["barista:loc_one", "manager:loc_two", "manager:loc_three", "something-else"];
  const account = readAccount({ sub: "ben", "cognito:groups": groups });
  expect(account).toMatchObject({
    role: "manager",
    locations: ["loc_two", "loc_three"],
  });
});

test("somebody without groups is a customer", () => {
  expect(readAccount({ sub: "anna", name: "Anna", email: "" })).toEqual({
    id: "anna",
    name: "Anna",
    email: undefined,
    role: "customer",
    locations: [],
  });
});

test("groups of other providers are read under their own name", () => {
  expect(readAccount({ sub: "eva", groups: ["admin"] }).role).toBe("admin");
});
