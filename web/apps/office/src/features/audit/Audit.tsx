// Who did what, newest first.

import type { components } from "@comanda/api";
import { useApi } from "@comanda/session";
import { SelectField } from "@comanda/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { Page } from "../../frame/Page.tsx";
import { useHere, usePlaces } from "../../frame/places.tsx";
import { useAddress } from "../../parts/address.ts";
import { Card, Pill } from "../../parts/Card.tsx";
import { DayFields } from "../../parts/DayFields.tsx";
import { Pages } from "../../parts/More.tsx";
import parts from "../../parts/parts.module.css";
import { Empty } from "../../parts/States.tsx";
import { type Column, Table } from "../../parts/Table.tsx";
import { useWhen } from "../../parts/when.ts";
import { spanOf } from "../../parts/zones.ts";
import { useWords } from "../../words/index.ts";
import { useStaff } from "../staff/useStaff.ts";
import { inWords, OPERATIONS, partsOf } from "./deeds.ts";

type Entry = components["schemas"]["AuditEntry"];

const ASKED = ["by", "operation", "location", "from", "to"] as const;
type Asked = Record<(typeof ASKED)[number], string>;

export default function Audit() {
  const { t } = useWords();
  const [asked, ask] = useAddress(ASKED);
  return (
    <Page title={t("nav_audit")} lead={t("audit_lead")}>
      <Card>
        <Filters asked={asked} ask={ask} />
      </Card>
      <Found asked={asked} />
    </Page>
  );
}

function Filters({ asked, ask }: { asked: Asked; ask: (change: Partial<Asked>) => void }) {
  const { t, f } = useWords();
  const { all } = usePlaces();
  const staff = useStaff();
  const people = (staff.data ?? []).map(({ id, name, email }) => ({ id, name: name ?? email }));
  // Somebody may have left since, and is asked for all the same.
  const known = !asked.by || people.some(({ id }) => id === asked.by);
  const deeds = OPERATIONS.map((id) => ({ id, name: inWords(id, t) }));
  const select = (name: "by" | "operation" | "location", label: string, choices: Choice[]) => (
    <SelectField
      label={label}
      value={asked[name]}
      onChange={(event) => ask({ [name]: event.target.value })}
    >
      <option value="">{t("all")}</option>
      {choices.map((one) => (
        <option key={one.id} value={one.id}>
          {one.name}
        </option>
      ))}
    </SelectField>
  );
  const order = new Intl.Collator(f.locale);
  return (
    <search className={parts.row}>
      {select("by", t("audit_who"), [
        ...people,
        ...(known ? [] : [{ id: asked.by, name: asked.by }]),
      ])}
      {select(
        "operation",
        t("audit_what"),
        deeds.toSorted((one, other) => order.compare(one.name, other.name)),
      )}
      {all.length > 1 && select("location", t("location"), all)}
      <DayFields from={asked.from} to={asked.to} onChange={ask} />
    </search>
  );
}

interface Choice {
  id: string;
  name: string;
}

function Found({ asked }: { asked: Asked }) {
  const { t } = useWords();
  const when = useWhen();
  const staff = useStaff();
  const called = ({ id, name }: Entry["by"]) =>
    staff.data?.find((one) => one.id === id)?.name ?? name ?? id;
  const found = useAudit(asked);
  const role = ({ by }: Entry) =>
    by.role === "barista" || by.role === "manager" || by.role === "admin"
      ? t(`role_${by.role}`)
      : by.role;
  const columns: Column<Entry>[] = [
    {
      name: t("audit_what"),
      cell: (one) => <span className={parts.whole}>{inWords(one.operation, t)}</span>,
    },
    {
      name: t("audit_who"),
      cell: (one) => (
        <>
          <Link href={`/audit?by=${encodeURIComponent(one.by.id)}`}>{called(one.by)}</Link>{" "}
          <small className={parts.soft}>{role(one)}</small>
        </>
      ),
    },
    { name: t("audit_on"), cell: (one) => <On path={one.path} /> },
    {
      name: t("audit_when"),
      cell: (one) => <span className={parts.whole}>{when(one.at)}</span>,
    },
    {
      name: t("audit_result"),
      cell: (one) => (
        <Pill tone={one.status < 400 ? "good" : "bad"}>
          {t(one.status < 400 ? "audit_done" : "audit_refused")}
        </Pill>
      ),
    },
  ];
  const narrowed = Object.values(asked).some(Boolean);
  return (
    <Card>
      <Pages
        query={found}
        empty={<Empty icon="shield" title={t(narrowed ? "audit_not_found" : "audit_none")} />}
      >
        {(entries) => (
          <Table
            caption={t("nav_audit")}
            columns={columns}
            rows={entries}
            id={(one) => one.request_id + one.at}
          />
        )}
      </Pages>
    </Card>
  );
}

/** What it was done to: where, and what there. What has a page of its own leads to it. */
function On({ path }: { path: string }) {
  const { all } = usePlaces();
  const { location, rest, page } = partsOf(path, useHere().id);
  const name = all.find((one) => one.id === location)?.name ?? location;
  const code = rest && <code className={parts.small}>{rest}</code>;
  return (
    <>
      {name} {page ? <Link href={page}>{code}</Link> : code}
    </>
  );
}

function useAudit({ by, operation, location, from, to }: Asked) {
  const api = useApi();
  const { time_zone } = useHere();
  const query = {
    limit: 50,
    ...(by ? { by } : {}),
    ...(operation ? { operation } : {}),
    ...(location ? { location } : {}),
    ...spanOf(time_zone, from, to),
  };
  return useInfiniteQuery({
    queryKey: ["audit", query],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => {
      const { data } = await api.GET("/v1/audit", {
        params: { query: { ...query, ...(pageParam ? { after: pageParam } : {}) } },
      });
      return data ?? { items: [] };
    },
    getNextPageParam: (page) => page.next ?? undefined,
  });
}
