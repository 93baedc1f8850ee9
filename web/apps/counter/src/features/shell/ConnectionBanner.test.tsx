// @vitest-environment jsdom
import { act, cleanup, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Counter } from "../board/testing.tsx";
import { ConnectionBanner } from "./ConnectionBanner.tsx";

let counter: Counter;
beforeEach(() => {
  vi.useFakeTimers();
  counter = new Counter();
  counter.draw(<ConnectionBanner />);
});
afterEach(() => {
  cleanup();
  counter.close();
  vi.useRealTimers();
});

const said = () => screen.getAllByRole("status")[0]?.textContent;
const passes = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

test("a connection that is back at once was not worth a word", async () => {
  await counter.connects();
  await counter.breaks();
  await passes(1_000);
  expect(said()).toBe("");
  await counter.connects();
  await passes(10_000);
  expect(said()).toBe("");
});

test("one that stays away is said, with since when and what waits to be sent", async () => {
  counter.answer = () => ({ kind: "unanswered" });
  await counter.connects();
  await counter.breaks();
  await counter.happens(() => counter.queue.add("ord_a", { verb: "start" }));
  await passes(1_500);
  expect(said()).toMatch(/^Not connected since \S.*may be old\. One step will be sent/);
  await counter.connects();
  expect(said()).toBe("");
});

test("before anything was read there is no time to say", async () => {
  await passes(1_500);
  expect(said()).toMatch(/^Connecting/);
});

test("who may not see the tickets is not told to wait", async () => {
  await counter.refuses();
  await passes(1_500);
  expect(said()).toMatch(/^You may not see the tickets/);
});
