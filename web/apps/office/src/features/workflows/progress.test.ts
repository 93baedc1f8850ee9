import { expect, test } from "vitest";
import { type HistoryEvent, progressOf, stateOfEach } from "./progress.ts";

let last = 0;
const event = (type: string, more: object = {}, previous = last): HistoryEvent => {
  last += 1;
  return { id: last, previousEventId: previous, timestamp: "", type, ...more };
};
const enter = (name: string, previous?: number) =>
  event("TaskStateEntered", { stateEnteredEventDetails: { name } }, previous);
const leave = (name: string, previous?: number) =>
  event("TaskStateExited", { stateExitedEventDetails: { name } }, previous);
const history = (make: () => HistoryEvent[]) => {
  last = 0;
  return make();
};

test("what was left has succeeded, and what was entered is running", () => {
  const events = history(() => [event("ExecutionStarted"), enter("A"), leave("A"), enter("B")]);
  const { states, ways } = progressOf(events, "running");
  expect([...states]).toEqual([
    ["A", "succeeded"],
    ["B", "running"],
  ]);
  expect([...ways]).toEqual(["A\nB"]);
});

test("a state that was not left when the execution failed is where it failed", () => {
  const events = history(() => [enter("A"), event("TaskFailed"), event("ExecutionFailed")]);
  expect(progressOf(events, "failed").states.get("A")).toBe("failed");
});

test("a state that failed and was caught led on", () => {
  const events = history(() => [enter("A"), event("TaskFailed"), leave("A"), enter("Sorry")]);
  expect(progressOf(events, "running").states.get("A")).toBe("caught");
});

test("a task that succeeded after it was tried again has nothing to be caught", () => {
  const events = history(() => [
    enter("A"),
    event("LambdaFunctionFailed"),
    event("LambdaFunctionSucceeded"),
    leave("A"),
  ]);
  expect(progressOf(events, "running").states.get("A")).toBe("succeeded");
});

test("events of two branches stay with their own states", () => {
  const events = history(() => [
    enter("Both"),
    enter("A", 1),
    enter("C", 1),
    event("TaskFailed", {}, 3),
    leave("A", 2),
  ]);
  expect(stateOfEach(events).get(4)).toBe("C");
  const { states, ways } = progressOf(events, "running");
  expect(states.get("A")).toBe("succeeded");
  expect([...ways]).toEqual(["Both\nA", "Both\nC"]);
});
