// The graph of a definition with the state of one execution. Each state is a button that says its name
// and where it stands.

import { useEffect, useMemo, useRef } from "react";
import { useWords } from "../../words/index.ts";
import style from "./GraphView.module.css";
import type { Graph, Node } from "./graph.ts";
import { drawing, type Line, type Placed, pathOf } from "./layout.ts";
import type { Progress, Standing } from "./progress.ts";

interface Props {
  graph: Graph;
  progress: Progress;
  chosen: string | undefined;
  onChoose: (name: string | undefined) => void;
}

export function GraphView({ graph, progress, chosen, onChoose }: Props) {
  const { t } = useWords();
  const { nodes, lines, width, height } = useMemo(() => {
    const below = ({ name, type }: Node) => {
      const standing = progress.states.get(name) ?? "unreached";
      return `${type} · ${t(`standing_${standing}`)}`;
    };
    return drawing(graph, below);
  }, [graph, progress, t]);
  const around = useRef<HTMLElement>(null);
  const current = nodes.find((node) => progress.states.get(node.name) === "running")?.name;
  useEffect(() => {
    const node = nodes.find((one) => one.name === current) ?? nodes[0];
    const view = around.current;
    if (!node || !view) return;
    // What runs is what somebody came to see.
    view.scrollTo(node.x - view.clientWidth / 2, node.y - view.clientHeight / 2);
  }, [nodes, current]);
  // Of two ways between the same states, what was caught went the one and everything else the other.
  const taken = ({ from, to, way }: Line) =>
    progress.ways.has(`${from}\n${to}`) &&
    (way === "catch") === (progress.states.get(from) === "caught");
  // What was taken is drawn last, over what was not.
  const sorted = lines.toSorted((one, other) => Number(taken(one)) - Number(taken(other)));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys.
    <section ref={around} className={style.around} tabIndex={0} aria-label={t("graph")} dir="ltr">
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset. */}
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        className={style.graph}
        role="group"
        aria-label={t("graph")}
      >
        <defs>
          {["usual", "taken"].map((kind) => (
            <marker
              key={kind}
              id={`head-${kind}`}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              orient="auto-start-reverse"
            >
              <path d="M0 0 8 4 0 8Z" className={style.head} data-kind={kind} />
            </marker>
          ))}
        </defs>
        {sorted.map((line) => {
          const kind = taken(line) ? "taken" : "usual";
          return (
            <path
              key={`${line.from} ${line.to} ${line.way}`}
              d={pathOf(line.points)}
              className={style.line}
              data-kind={kind}
              data-way={line.way}
              markerEnd={`url(#head-${kind})`}
            />
          );
        })}
        {nodes.map((node) => (
          <State
            key={node.name}
            node={node}
            standing={progress.states.get(node.name) ?? "unreached"}
            chosen={chosen === node.name}
            onChoose={() => onChoose(chosen === node.name ? undefined : node.name)}
          />
        ))}
      </svg>
    </section>
  );
}

interface StateProps {
  node: Placed;
  standing: Standing;
  chosen: boolean;
  onChoose: () => void;
}

/** How each standing is told apart without colours. */
const SIGNS: Record<Standing, string> = {
  succeeded: "M-4 0 -1 3 4.5 -3.5",
  running: "M-3 -4 4 0 -3 4Z",
  caught: "M0 -4.5V1M0 4v.01",
  failed: "M-3.5 -3.5 3.5 3.5M3.5 -3.5 -3.5 3.5",
  unreached: "M-3 0H3",
};

function State({ node, standing, chosen, onChoose }: StateProps) {
  const { t } = useWords();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing has no buttons of its own.
    <g
      role="button"
      tabIndex={0}
      aria-pressed={chosen}
      className={style.state}
      data-standing={standing}
      data-round={node.last || node.first || undefined}
      transform={`translate(${node.x} ${node.y})`}
      onClick={onChoose}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        onChoose();
      }}
    >
      <rect
        x={-node.width / 2}
        y={-node.height / 2}
        width={node.width}
        height={node.height}
        rx={node.last || node.first ? node.height / 2 : 10}
      />
      <g transform={`translate(${-node.width / 2 + 20} 0)`}>
        <circle r="10" className={style.medal} />
        <path d={SIGNS[standing]} className={style.sign} />
      </g>
      <text x={-node.width / 2 + 38} y={-2}>
        {node.name}
      </text>
      <text x={-node.width / 2 + 38} y={14} className={style.type}>
        {` ${node.type} · ${t(`standing_${standing}`)}`}
      </text>
    </g>
  );
}
