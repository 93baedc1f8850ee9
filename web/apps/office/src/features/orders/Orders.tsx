// Every order of the location, and finding one among them.

import type { Order } from "@comanda/api";
import { useApi } from "@comanda/session";
import { SelectField, TextField } from "@comanda/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { Link } from "wouter";
import { Page } from "../../frame/Page.tsx";
import { useHere } from "../../frame/places.tsx";
import { useAddress } from "../../parts/address.ts";
import { Card, Pill } from "../../parts/Card.tsx";
import { inOneLine } from "../../parts/lines.ts";
import { Pages } from "../../parts/More.tsx";
import style from "../../parts/parts.module.css";
import { Empty } from "../../parts/States.tsx";
import { ORDER_STATUSES, orderStatus } from "../../parts/status.ts";
import { type Column, Table } from "../../parts/Table.tsx";
import { instantOf, plusDays } from "../../parts/zones.ts";
import { useWords } from "../../words/index.ts";

const ASKED = ["q", "status", "from", "to"] as const;

export default function Orders() {
  const { t } = useWords();
  const [asked, ask] = useAddress(ASKED);
  return (
    <Page title={t("nav_orders")} lead={t("orders_lead")}>
      <Card>
        <search className={style.row}>
          <TextField
            label={t("orders_search")}
            type="search"
            value={asked.q}
            placeholder="A-042"
            onChange={(event) => ask({ q: event.target.value })}
          />
          <SelectField
            label={t("status")}
            value={asked.status}
            onChange={(event) => ask({ status: event.target.value })}
          >
            <option value="">{t("all")}</option>
            {ORDER_STATUSES.map((status) => (
              <option key={status} value={status}>
                {orderStatus(t, status).text}
              </option>
            ))}
          </SelectField>
          <TextField
            label={t("from_day")}
            type="date"
            value={asked.from}
            max={asked.to}
            onChange={(event) => ask({ from: event.target.value })}
          />
          <TextField
            label={t("to_day")}
            type="date"
            value={asked.to}
            min={asked.from}
            onChange={(event) => ask({ to: event.target.value })}
          />
        </search>
      </Card>
      <Found asked={asked} />
    </Page>
  );
}

function Found({ asked }: { asked: Record<(typeof ASKED)[number], string> }) {
  const { t } = useWords();
  const found = useOrders(useDeferredValue(asked));
  const narrowed = Object.values(asked).some(Boolean);
  return (
    <Card>
      <Pages
        query={found}
        empty={<Empty icon="receipt" title={t(narrowed ? "orders_not_found" : "orders_none")} />}
      >
        {(orders) => <OrderTable orders={orders} />}
      </Pages>
    </Card>
  );
}

function useOrders({ q, status, from, to }: Record<(typeof ASKED)[number], string>) {
  const api = useApi();
  const { id: location, time_zone } = useHere();
  const start = (day: string) => instantOf(time_zone, `${day}T00:00`).toISOString();
  const query = {
    limit: 25,
    ...(q.trim() ? { q: q.trim() } : {}),
    ...(status ? { status } : {}),
    ...(from ? { from: start(from) } : {}),
    // The last day counts to its end.
    ...(to ? { to: start(plusDays(to, 1)) } : {}),
  };
  return useInfiniteQuery({
    queryKey: ["orders", location, query],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => {
      const { data } = await api.GET("/v1/locations/{location}/orders", {
        params: {
          path: { location },
          query: { ...query, ...(pageParam ? { after: pageParam } : {}) },
        },
      });
      return data ?? { items: [] };
    },
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** Orders as a table, here and where those of one customer are shown. */
export function OrderTable({ orders }: { orders: Order[] }) {
  const { t, f } = useWords();
  const here = useHere();
  const columns: Column<Order>[] = [
    {
      name: t("number"),
      cell: (order) => (
        <Link href={`/orders/${order.id}`} className={style.whole}>
          {order.number ?? t("no_number")}
        </Link>
      ),
    },
    { name: t("name"), cell: (order) => order.name ?? t("no_name") },
    {
      name: t("status"),
      cell: (order) => {
        const status = orderStatus(t, order.status);
        return <Pill tone={status.tone}>{status.text}</Pill>;
      },
    },
    {
      name: t("what"),
      cell: (order) => <span className={style.soft}>{inOneLine(order.lines, f)}</span>,
    },
    { name: t("placed_at"), cell: (order) => f.dayTime(order.placed_at, here.time_zone) },
    {
      name: t("total"),
      number: true,
      cell: (order) => f.money(order.total_minor, order.currency),
    },
  ];
  return (
    <Table caption={t("nav_orders")} columns={columns} rows={orders} id={(order) => order.id} />
  );
}
