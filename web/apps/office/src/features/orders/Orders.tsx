// Every order of the location, and finding one among them.

import type { Order } from "@comanda/api";
import { SelectField, TextField } from "@comanda/ui";
import { useDeferredValue } from "react";
import { Link } from "wouter";
import { Page } from "../../frame/Page.tsx";
import { useHere } from "../../frame/places.tsx";
import { useAddress } from "../../parts/address.ts";
import { Card, Pill } from "../../parts/Card.tsx";
import { DayFields } from "../../parts/DayFields.tsx";
import { inOneLine } from "../../parts/lines.ts";
import { Pages } from "../../parts/More.tsx";
import style from "../../parts/parts.module.css";
import { Empty } from "../../parts/States.tsx";
import { ORDER_STATUSES, orderStatus } from "../../parts/status.ts";
import { type Column, Table } from "../../parts/Table.tsx";
import { useWhen } from "../../parts/when.ts";
import { spanOf } from "../../parts/zones.ts";
import { useWords } from "../../words/index.ts";
import { useOrders } from "./useOrders.ts";

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
          <DayFields from={asked.from} to={asked.to} onChange={ask} />
        </search>
      </Card>
      <Found asked={asked} />
    </Page>
  );
}

function Found({ asked }: { asked: Record<(typeof ASKED)[number], string> }) {
  const { t } = useWords();
  const { q, status, from, to } = useDeferredValue(asked);
  const { time_zone } = useHere();
  const found = useOrders({
    ...(q.trim() ? { q: q.trim() } : {}),
    ...(status ? { status } : {}),
    ...spanOf(time_zone, from, to),
  });
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

/** Orders as a table, here and where those of one customer are shown. */
export function OrderTable({ orders }: { orders: Order[] }) {
  const { t, f } = useWords();
  const when = useWhen();
  const columns: Column<Order>[] = [
    {
      name: t("number"),
      cell: (order) => (
        <Link href={`/orders/${order.id}`} className={style.whole}>
          {order.number ?? t("no_number")}
        </Link>
      ),
    },
    {
      name: t("name"),
      cell: (order) => (
        <>
          {order.name ?? t("no_name")}{" "}
          {order.walk_in && <small className={style.soft}>{t("walk_in")}</small>}
        </>
      ),
    },
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
    {
      name: t("placed_at"),
      cell: (order) => <span className={style.whole}>{when(order.placed_at)}</span>,
    },
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
