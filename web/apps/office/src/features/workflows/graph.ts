// A definition in the Amazon States Language as a graph: states, and the ways between them.

export interface Node {
  /** The state's name, which is unique in a definition, branches included. */
  name: string;
  type: string;
  /** What it does, in a sentence of whoever wrote it. */
  comment: string | undefined;
  first: boolean;
  /** Whether nothing comes after it, where it stands. */
  last: boolean;
}

export type Way = "next" | "choice" | "default" | "catch" | "branch";

export interface Edge {
  from: string;
  to: string;
  way: Way;
  label: string | undefined;
}

export interface Graph {
  nodes: Node[];
  edges: Edge[];
}

interface State {
  Type?: string;
  Comment?: string;
  Next?: string;
  End?: boolean;
  Default?: string;
  Choices?: { Next?: string; Comment?: string }[];
  Catch?: { Next?: string; ErrorEquals?: string[]; Comment?: string }[];
  Branches?: Machine[];
  ItemProcessor?: Machine;
  Iterator?: Machine;
}

interface Machine {
  StartAt?: string;
  States?: Record<string, State>;
}

/** The graph of a definition; of what is no definition, nothing. */
export function graphOf(definition: unknown): Graph {
  const graph: Graph = { nodes: [], edges: [] };
  if (typeof definition === "object" && definition) add(graph, definition as Machine, true);
  return merged(graph);
}

function add(graph: Graph, machine: Machine, top: boolean): void {
  for (const [name, state] of Object.entries(machine.States ?? {})) {
    const type = state.Type ?? "";
    graph.nodes.push({
      name,
      type,
      comment: state.Comment,
      first: top && name === machine.StartAt,
      last: state.End === true || type === "Succeed" || type === "Fail",
    });
    const way = (to: string | undefined, kind: Way, label?: string) => {
      if (to !== undefined) graph.edges.push({ from: name, to, way: kind, label });
    };
    for (const choice of state.Choices ?? []) way(choice.Next, "choice", choice.Comment);
    way(state.Default, "default");
    for (const one of state.Catch ?? []) way(one.Next, "catch", one.ErrorEquals?.join(", "));
    const inner = [...(state.Branches ?? []), state.ItemProcessor ?? state.Iterator];
    const branches = inner.filter((one) => one !== undefined);
    for (const branch of branches) {
      way(branch.StartAt, "branch");
      add(graph, branch, false);
    }
    if (branches.length === 0) {
      way(state.Next, "next");
      continue;
    }
    // What comes after a state with branches comes after the end of each of them.
    for (const end of branches.flatMap(ends)) {
      if (state.Next)
        graph.edges.push({ from: end, to: state.Next, way: "next", label: undefined });
    }
  }
}

/** The states at which a branch ends. */
function ends(machine: Machine): string[] {
  return Object.entries(machine.States ?? {})
    .filter(([, state]) => state.End === true || state.Type === "Succeed")
    .map(([name]) => name);
}

/** Two ways of one kind between the same states are drawn as one. */
function merged(graph: Graph): Graph {
  const edges = new Map<string, Edge>();
  for (const edge of graph.edges) {
    const key = `${edge.from}\n${edge.to}\n${edge.way}`;
    const known = edges.get(key);
    const labels = [known?.label, edge.label].filter((one) => one !== undefined);
    edges.set(key, { ...edge, label: labels.length > 0 ? labels.join("; ") : undefined });
  }
  return { nodes: graph.nodes, edges: [...edges.values()] };
}
