// Everybody of whom something is kept.

import type { components } from "@comanda/api";
import { useApi } from "@comanda/session";
import { TextField } from "@comanda/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { Link } from "wouter";
import { Page } from "../../frame/Page.tsx";
import { useHere } from "../../frame/places.tsx";
import { useAddress } from "../../parts/address.ts";
import { Card } from "../../parts/Card.tsx";
import { Pages } from "../../parts/More.tsx";
import { Empty } from "../../parts/States.tsx";
import { type Column, Table } from "../../parts/Table.tsx";
import { useWords } from "../../words/index.ts";

type Customer = components["schemas"]["Customer"];

const ASKED = ["q"] as const;

export default function Customers() {
  const { t, f } = useWords();
  const api = useApi();
  const here = useHere();
  const [asked, ask] = useAddress(ASKED);
  const q = useDeferredValue(asked.q.trim());
  const found = useInfiniteQuery({
    queryKey: ["customers", q],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => {
      const { data } = await api.GET("/v1/customers", {
        params: {
          query: { limit: 25, ...(q ? { q } : {}), ...(pageParam ? { after: pageParam } : {}) },
        },
      });
      return data ?? { items: [] };
    },
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const columns: Column<Customer>[] = [
    {
      name: t("name"),
      cell: (one) => (
        <Link href={`/customers/${one.id}`}>{one.name ?? one.email ?? t("no_name")}</Link>
      ),
    },
    { name: t("email"), cell: (one) => one.email ?? "–" },
    {
      name: t("since"),
      cell: (one) =>
        one.registered_at
          ? f.date(one.registered_at, { dateStyle: "medium" }, here.time_zone)
          : "–",
    },
  ];
  return (
    <Page title={t("nav_customers")} lead={t("customers_lead")}>
      <Card>
        <search>
          <TextField
            label={t("customers_search")}
            hint={t("customers_search_hint")}
            type="search"
            value={asked.q}
            onChange={(event) => ask({ q: event.target.value })}
          />
        </search>
        <Pages
          query={found}
          empty={<Empty icon="people" title={t(q ? "customers_not_found" : "customers_none")} />}
        >
          {(items) => (
            <Table
              caption={t("nav_customers")}
              columns={columns}
              rows={items}
              id={(one) => one.id}
            />
          )}
        </Pages>
      </Card>
    </Page>
  );
}
