// The executions of every state machine, by where they stand.

import type { components } from "@comanda/api";
import { useApi } from "@comanda/session";
import { SelectField } from "@comanda/ui";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { Page } from "../../frame/Page.tsx";
import { useAddress } from "../../parts/address.ts";
import { Card, Pill } from "../../parts/Card.tsx";
import { OneOf } from "../../parts/Chips.tsx";
import { Pages } from "../../parts/More.tsx";
import parts from "../../parts/parts.module.css";
import { Answered, Empty } from "../../parts/States.tsx";
import { EXECUTION_STATUSES, executionStatus } from "../../parts/status.ts";
import { type Column, Table } from "../../parts/Table.tsx";
import { useWhen } from "../../parts/when.ts";
import { useWords } from "../../words/index.ts";

type Execution = components["schemas"]["WorkflowExecution"];

const ASKED = ["machine", "status"] as const;

export default function Workflows() {
  const { t } = useWords();
  const api = useApi();
  const [asked, ask] = useAddress(ASKED);
  const machines = useQuery({
    queryKey: ["machines"],
    queryFn: async () => (await api.GET("/v1/workflows")).data?.items ?? [],
  });
  return (
    <Page title={t("nav_workflows")} lead={t("workflows_lead")}>
      <Answered query={machines}>
        {(all) => {
          // An express machine keeps no executions to look at.
          const kept = all.filter((one) => one.kind === "standard");
          const machine = kept.find((one) => one.name === asked.machine) ?? kept[0];
          if (!machine) return <Empty icon="flow" title={t("workflows_none")} />;
          return (
            <>
              <div className={parts.row}>
                {kept.length > 1 && (
                  <SelectField
                    label={t("machine")}
                    value={machine.name}
                    onChange={(event) => ask({ machine: event.target.value })}
                  >
                    {kept.map((one) => (
                      <option key={one.name}>{one.name}</option>
                    ))}
                  </SelectField>
                )}
                <OneOf
                  legend={t("status")}
                  quiet
                  value={asked.status}
                  onChange={(status) => ask({ status })}
                  choices={[
                    { value: "", label: t("all") },
                    ...EXECUTION_STATUSES.map((value) => ({
                      value,
                      label: executionStatus(t, value).text,
                    })),
                  ]}
                />
              </div>
              <Executions machine={machine.name} status={asked.status} />
            </>
          );
        }}
      </Answered>
    </Page>
  );
}

function Executions({ machine, status }: { machine: string; status: string }) {
  const { t } = useWords();
  const when = useWhen();
  const api = useApi();
  const found = useInfiniteQuery({
    queryKey: ["executions", machine, status],
    initialPageParam: undefined as string | undefined,
    refetchInterval: 15_000,
    queryFn: async ({ pageParam }) => {
      const { data } = await api.GET("/v1/workflows/{machine}/executions", {
        params: {
          path: { machine },
          query: {
            limit: 25,
            ...(status ? { status } : {}),
            ...(pageParam ? { after: pageParam } : {}),
          },
        },
      });
      return data ?? { items: [] };
    },
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const columns: Column<Execution>[] = [
    {
      name: t("execution"),
      cell: (one) => (
        <Link href={`/workflows/${machine}/${one.name}`} className={parts.small}>
          {one.name}
        </Link>
      ),
    },
    {
      name: t("status"),
      cell: (one) => {
        const { text, tone } = executionStatus(t, one.status);
        return <Pill tone={tone}>{text}</Pill>;
      },
    },
    { name: t("stands_in"), cell: (one) => one.error ?? (one.states.join(", ") || "–") },
    { name: t("started_at"), cell: (one) => when(one.started_at) },
    {
      name: t("ended_at"),
      cell: (one) => (one.ended_at ? when(one.ended_at) : "–"),
    },
  ];
  return (
    <Card>
      <Pages query={found} empty={<Empty icon="flow" title={t("executions_none")} />}>
        {(items) => (
          <Table caption={t("nav_workflows")} columns={columns} rows={items} id={(one) => one.id} />
        )}
      </Pages>
    </Card>
  );
}
