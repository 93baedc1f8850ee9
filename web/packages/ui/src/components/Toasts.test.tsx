// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ToastsProvider, useToast } from "./Toasts.tsx";

let undone: string[];
beforeEach(() => {
  undone = [];
  render(
    <ToastsProvider>
      <Deeds />
    </ToastsProvider>,
  );
});
afterEach(cleanup);

function Deeds() {
  const toast = useToast();
  const does = (deed: string) => () =>
    toast(deed, { label: `Undo ${deed}`, run: () => undone.push(deed) });
  return (
    <>
      <button type="button" onClick={does("one")}>
        Do one
      </button>
      <button type="button" onClick={does("two")}>
        Do two
      </button>
      <button type="button" onClick={() => toast("heard")}>
        Hear
      </button>
    </>
  );
}

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

test("only what was done last is undone by a message, and once", () => {
  press("Do one");
  press("Do two");
  expect(screen.queryByRole("button", { name: "Undo one" })).toBeNull();
  press("Undo two");
  expect(undone).toEqual(["two"]);
  expect(screen.queryByRole("button", { name: /^Undo/ })).toBeNull();
});

test("a message that there is nothing to undo of leaves the one that there is", () => {
  press("Do one");
  press("Hear");
  expect(screen.getByText("heard")).toBeDefined();
  press("Undo one");
  expect(undone).toEqual(["one"]);
});
