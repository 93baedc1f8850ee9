// Where the states of a graph are drawn.

import { graphlib, layout } from "@dagrejs/dagre";
import type { Edge, Graph, Node } from "./graph.ts";

export interface Placed extends Node {
  /** The middle. */
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Line extends Edge {
  points: { x: number; y: number }[];
}

export interface Drawing {
  nodes: Placed[];
  lines: Line[];
  width: number;
  height: number;
}

const HEIGHT = 48;
/** How wide a character of a name is at most, and of the line below it. */
const CHARACTER = 8.2;
const SMALL_CHARACTER = 6.4;

/** Places the states from the first above to the last below; `below` stands under a state's name. */
export function drawing(graph: Graph, below: (node: Node) => string): Drawing {
  const places = new graphlib.Graph({ multigraph: true });
  places.setGraph({
    rankdir: "TB",
    nodesep: 28,
    ranksep: 44,
    edgesep: 14,
    marginx: 16,
    marginy: 16,
  });
  places.setDefaultEdgeLabel(() => ({}));
  for (const node of graph.nodes) {
    const text = Math.max(node.name.length * CHARACTER, below(node).length * SMALL_CHARACTER);
    const width = Math.max(110, text + 48);
    places.setNode(node.name, { width, height: HEIGHT });
  }
  const known = new Set(graph.nodes.map((node) => node.name));
  const edges = graph.edges.filter((edge) => known.has(edge.from) && known.has(edge.to));
  for (const edge of edges) {
    // Ways on count for more than ways out, so that what usually happens is straight.
    places.setEdge(edge.from, edge.to, { weight: edge.way === "catch" ? 1 : 4 }, edge.way);
  }
  layout(places);
  const size = places.graph() as { width?: number; height?: number };
  return {
    nodes: graph.nodes.map((node) => {
      const { x, y, width } = places.node(node.name) as { x: number; y: number; width: number };
      return { ...node, x, y, width, height: HEIGHT };
    }),
    lines: edges.map((edge) => {
      const found = places.edge(edge.from, edge.to, edge.way) as { points: Line["points"] };
      return { ...edge, points: found.points };
    }),
    width: size.width ?? 0,
    height: size.height ?? 0,
  };
}

/** A smooth path through points. */
export function pathOf(points: Line["points"]): string {
  const [first, ...rest] = points;
  if (!first) return "";
  let path = `M${first.x} ${first.y}`;
  for (const [at, point] of rest.entries()) {
    const next = rest[at + 1];
    path += next
      ? `Q${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}`
      : `L${point.x} ${point.y}`;
  }
  return path;
}

/** Only what was reached, and the ways between. */
export function reachedOnly(graph: Graph, reached: (name: string) => boolean): Graph {
  return {
    nodes: graph.nodes.filter((node) => reached(node.name)),
    edges: graph.edges.filter((edge) => reached(edge.from) && reached(edge.to)),
  };
}
