import { expect, test } from "vitest";
import { graphOf } from "./graph.ts";
import { drawing, pathOf, reachedOnly } from "./layout.ts";

const graph = graphOf({
  StartAt: "First",
  States: {
    First: { Type: "Task", Catch: [{ ErrorEquals: ["x"], Next: "Last" }], Next: "Second" },
    Second: { Type: "Pass", Next: "Last" },
    Last: { Type: "Succeed" },
  },
});

test("what comes later stands lower, and no two states stand in each other's place", () => {
  const { nodes, width, height } = drawing(graph, () => "");
  const [first, second, last] = nodes.map((node) => node.y);
  expect(first).toBeLessThan(second ?? 0);
  expect(second).toBeLessThan(last ?? 0);
  expect(width).toBeGreaterThan(0);
  for (const node of nodes) expect(node.y + node.height / 2).toBeLessThanOrEqual(height);
});

test("a state is as wide as what stands in it", () => {
  const narrow = drawing(graph, () => "").nodes[0]?.width ?? 0;
  const wide = drawing(graph, () => "Task · has been waiting for a while").nodes[0]?.width;
  expect(wide).toBeGreaterThan(narrow);
});

test("every way is drawn, two between the same states as well", () => {
  const twice = graphOf({
    StartAt: "A",
    States: {
      A: { Type: "Task", Catch: [{ ErrorEquals: ["x"], Next: "B" }], Next: "B" },
      B: { Type: "Succeed" },
    },
  });
  expect(drawing(twice, () => "").lines.map((line) => line.way)).toEqual(["catch", "next"]);
});

test("a path begins and ends where its points do", () => {
  const path = pathOf([
    { x: 0, y: 0 },
    { x: 10, y: 20 },
    { x: 10, y: 40 },
  ]);
  expect(path).toBe("M0 0Q10 20 10 30L10 40");
});

test("without what was not reached, no way leads into nowhere", () => {
  const some = reachedOnly(graph, (name) => name !== "Second");
  expect(some.nodes.map((node) => node.name)).toEqual(["First", "Last"]);
  expect(some.edges.map((edge) => edge.way)).toEqual(["catch"]);
});
