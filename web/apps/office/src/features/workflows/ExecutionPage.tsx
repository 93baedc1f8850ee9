// One execution, drawn: where it is, how it came there, and what went in and out.

import type { components } from "@comanda/api";
import { useApi } from "@comanda/session";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { Link, useParams } from "wouter";
import { Page } from "../../frame/Page.tsx";
import { useHere } from "../../frame/places.tsx";
import { Back } from "../../parts/Back.tsx";
import { Card, Pill } from "../../parts/Card.tsx";
import { Check } from "../../parts/Chips.tsx";
import parts from "../../parts/parts.module.css";
import { Answered } from "../../parts/States.tsx";
import { executionStatus } from "../../parts/status.ts";
import { useWords } from "../../words/index.ts";
import { useOrder } from "../orders/useOrder.ts";
import { Act } from "./Act.tsx";
import style from "./Execution.module.css";
import { GraphView } from "./GraphView.tsx";
import { graphOf } from "./graph.ts";
import { History } from "./History.tsx";
import { Legend } from "./Legend.tsx";
import { reachedOnly } from "./layout.ts";
import { type HistoryEvent, progressOf } from "./progress.ts";

type Execution = components["schemas"]["WorkflowExecution"];

/** Something that runs is looked at this often. */
const REFRESHED_MS = 3_000;

export default function ExecutionPage() {
  const { machine = "", name = "" } = useParams();
  const { t } = useWords();
  const api = useApi();
  const path = { machine, name };
  const found = useQuery({
    queryKey: ["execution", machine, name],
    queryFn: async () => {
      const { data } = await api.GET("/v1/workflows/{machine}/executions/{name}", {
        params: { path },
      });
      return data as Execution;
    },
    refetchInterval: (query) => (query.state.data?.status === "running" ? REFRESHED_MS : false),
  });
  const definition = useQuery({
    queryKey: ["definition", machine, name],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const { data } = await api.GET("/v1/workflows/{machine}/executions/{name}/definition", {
        params: { path },
      });
      return data?.definition;
    },
  });
  const isOrder = name.startsWith("ord_");
  const number = useOrder(name, isOrder).data?.number;
  const status = found.data && executionStatus(t, found.data.status);
  return (
    <Page
      title={number ? t("order_number", { number }) : name}
      back={<Back to="/workflows" name={t("nav_workflows")} />}
      lead={
        <span className={parts.actions}>
          {status && <Pill tone={status.tone}>{status.text}</Pill>}
          {machine}
          {number && <code>{name}</code>}
          {isOrder && <Link href={`/orders/${name}`}>{t("execution_order")}</Link>}
        </span>
      }
      actions={found.data && <Act execution={found.data} />}
    >
      <Answered query={definition}>
        {(asl) => (
          <Answered query={found}>
            {(execution) => <Shown execution={execution} definition={asl} />}
          </Answered>
        )}
      </Answered>
    </Page>
  );
}

function Shown({ execution, definition }: { execution: Execution; definition: unknown }) {
  const { t, f } = useWords();
  const { time_zone } = useHere();
  const events = useHistory(execution);
  const [chosen, choose] = useState<string>();
  const [whole, setWhole] = useState(false);
  const graph = useMemo(() => graphOf(definition), [definition]);
  const progress = useMemo(
    () => progressOf(events.data ?? [], execution.status),
    [events.data, execution.status],
  );
  const comment = graph.nodes.find((node) => node.name === chosen)?.comment;
  const shown = useMemo(
    () => (whole ? graph : reachedOnly(graph, (name) => progress.states.has(name))),
    [whole, graph, progress],
  );
  return (
    <>
      {execution.error && (
        <Card title={t("execution_error")}>
          <p>
            <code>{execution.error}</code>
          </p>
          {execution.cause && <p>{execution.cause}</p>}
        </Card>
      )}
      <div className={style.sides}>
        <div className={parts.stack}>
          <div className={parts.actions}>
            <Check label={t("graph_whole")} checked={whole} onChange={setWhole} />
            <Legend />
          </div>
          {shown.nodes.length > 0 && (
            <GraphView graph={shown} progress={progress} chosen={chosen} onChoose={choose} />
          )}
        </div>
        <Card
          title={chosen ?? t("history")}
          aside={
            <span className={parts.soft}>
              {execution.wakes_at && execution.status === "running"
                ? t("wakes_at", { time: f.time(execution.wakes_at, time_zone) })
                : execution.redrives > 0 && t("redrives", { count: execution.redrives })}
            </span>
          }
        >
          {comment && <p>{comment}</p>}
          <Answered query={events}>
            {(all) => <History events={all} chosen={chosen} onAll={() => choose(undefined)} />}
          </Answered>
        </Card>
      </div>
    </>
  );
}

/** The whole history; as long as the execution runs, what is new is read after it. */
function useHistory({ machine, name, status, redrives }: Execution) {
  const api = useApi();
  return useQuery({
    queryKey: ["history", machine, name, status, redrives],
    refetchInterval: status === "running" ? REFRESHED_MS : false,
    placeholderData: (before) => before,
    queryFn: async () => {
      const events: HistoryEvent[] = [];
      let after: number | undefined;
      do {
        const { data } = await api.GET("/v1/workflows/{machine}/executions/{name}/history", {
          params: {
            path: { machine, name },
            query: after === undefined ? {} : { after_event: after },
          },
        });
        events.push(...((data?.events ?? []) as unknown as HistoryEvent[]));
        after = data?.next_after_event ?? undefined;
      } while (after !== undefined);
      return events;
    },
  });
}
