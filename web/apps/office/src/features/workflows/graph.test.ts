import { expect, test } from "vitest";
import { graphOf } from "./graph.ts";

const ways = (definition: unknown) =>
  graphOf(definition).edges.map((edge) => `${edge.from} ${edge.way} ${edge.to}`);

test("states follow each other, choose, and catch", () => {
  const definition = {
    StartAt: "Ask",
    States: {
      Ask: {
        Type: "Task",
        Catch: [{ ErrorEquals: ["States.Timeout"], Next: "Sorry" }],
        Next: "Which",
      },
      Which: {
        Type: "Choice",
        Choices: [{ Comment: "is open", Condition: "{% true %}", Next: "Done" }],
        Default: "Sorry",
      },
      Done: { Type: "Succeed" },
      Sorry: { Type: "Fail" },
    },
  };
  expect(ways(definition)).toEqual([
    "Ask catch Sorry",
    "Ask next Which",
    "Which choice Done",
    "Which default Sorry",
  ]);
  const { nodes, edges } = graphOf(definition);
  expect(nodes.filter((node) => node.first).map((node) => node.name)).toEqual(["Ask"]);
  expect(nodes.filter((node) => node.last).map((node) => node.name)).toEqual(["Done", "Sorry"]);
  expect(edges.map((edge) => edge.label)).toEqual([
    "States.Timeout",
    undefined,
    "is open",
    undefined,
  ]);
});

test("branches begin at their state and meet again after it", () => {
  const definition = {
    StartAt: "Both",
    States: {
      Both: {
        Type: "Parallel",
        Branches: [
          {
            StartAt: "A",
            States: { A: { Type: "Pass", Next: "B" }, B: { Type: "Pass", End: true } },
          },
          { StartAt: "C", States: { C: { Type: "Pass", End: true } } },
        ],
        Next: "After",
      },
      After: { Type: "Pass", End: true },
    },
  };
  expect(ways(definition)).toEqual([
    "Both branch A",
    "A next B",
    "Both branch C",
    "B next After",
    "C next After",
  ]);
});

test("two choices that lead to the same state are one way with both reasons", () => {
  const choices = ["a", "b"].map((Comment) => ({ Comment, Next: "X" }));
  const definition = {
    StartAt: "W",
    States: { W: { Type: "Choice", Choices: choices }, X: { Type: "Succeed" } },
  };
  expect(graphOf(definition).edges).toEqual([{ from: "W", to: "X", way: "choice", label: "a; b" }]);
});

test("what is no definition is an empty graph", () => {
  expect(graphOf(undefined)).toEqual({ nodes: [], edges: [] });
  expect(graphOf({})).toEqual({ nodes: [], edges: [] });
});
