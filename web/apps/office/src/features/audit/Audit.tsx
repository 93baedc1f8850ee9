// Who did what, newest first.

import type { components } from "@comanda/api";
import { useApi } from "@comanda/session";
import { TextField } from "@comanda/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Page } from "../../frame/Page.tsx";
import { useHere } from "../../frame/places.tsx";
import { useAddress } from "../../parts/address.ts";
import { Card, Pill } from "../../parts/Card.tsx";
import { Pages } from "../../parts/More.tsx";
import parts from "../../parts/parts.module.css";
import { Empty } from "../../parts/States.tsx";
import { type Column, Table } from "../../parts/Table.tsx";
import { useWords } from "../../words/index.ts";
import { inWords, matching } from "./deeds.ts";

type Entry = components["schemas"]["AuditEntry"];

const ASKED = ["q"] as const;

export default function Audit() {
  const { t, f } = useWords();
  const api = useApi();
  const here = useHere();
  const [asked, ask] = useAddress(ASKED);
  const found = useInfiniteQuery({
    queryKey: ["audit"],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => {
      const { data } = await api.GET("/v1/audit", {
        params: { query: { limit: 50, ...(pageParam ? { after: pageParam } : {}) } },
      });
      return data ?? { items: [] };
    },
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const who = ({ by }: Entry) => by.name ?? by.id;
  const role = ({ by }: Entry) =>
    by.role === "barista" || by.role === "manager" || by.role === "admin"
      ? t(`role_${by.role}`)
      : by.role;
  const columns: Column<Entry>[] = [
    { name: t("audit_what"), cell: (one) => inWords(one.operation, t) },
    {
      name: t("audit_who"),
      cell: (one) => (
        <>
          {who(one)} <small className={parts.soft}>{role(one)}</small>
        </>
      ),
    },
    {
      name: t("audit_on"),
      cell: (one) => <code className={parts.small}>{one.path.replace("/v1/", "")}</code>,
    },
    { name: t("audit_when"), cell: (one) => f.dayTime(one.at, here.time_zone) },
    {
      name: t("audit_result"),
      cell: (one) => (
        <Pill tone={one.status < 400 ? "good" : "bad"}>
          {t(one.status < 400 ? "audit_done" : "audit_refused")}
        </Pill>
      ),
    },
  ];
  return (
    <Page title={t("nav_audit")} lead={t("audit_lead")}>
      <Card>
        <TextField
          label={t("audit_filter")}
          hint={t("audit_filter_hint")}
          type="search"
          value={asked.q}
          onChange={(event) => ask({ q: event.target.value })}
        />
        <Pages query={found} empty={<Empty icon="shield" title={t("audit_none")} />}>
          {(entries) => {
            const shown = entries.filter((one) => matching(one, asked.q, t));
            if (shown.length === 0) return <Empty icon="search" title={t("audit_no_match")} />;
            return (
              <Table
                caption={t("nav_audit")}
                columns={columns}
                rows={shown}
                id={(one) => one.request_id + one.at}
              />
            );
          }}
        </Pages>
      </Card>
    </Page>
  );
}
