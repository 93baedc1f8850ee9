import type { Order } from "@comanda/api";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useHere } from "../../frame/places.tsx";
import { Card } from "../../parts/Card.tsx";
import style from "../../parts/parts.module.css";
import { useWords } from "../../words/index.ts";
import { customerOf } from "./customer.ts";

/** For whom, when, and how it gets to them. An owner may look at the customer, too. */
export function Facts({ order, admin }: { order: Order; admin: boolean }) {
  const { t, f } = useWords();
  const here = useHere();
  const { fulfilment } = order;
  const time = (at: string) => f.dayTime(at, here.time_zone);
  const how =
    fulfilment.type === "dine-in"
      ? t("at_table", { table: fulfilment.table })
      : t(fulfilment.type === "delivery" ? "delivery" : "pickup");
  const customer = admin && customerOf(order);
  const called = order.name ?? t("no_name");
  const name = customer ? <Link href={`/customers/${customer}`}>{called}</Link> : called;
  const facts: [string, ReactNode][] = [
    [t("name"), name],
    [t("placed_by"), order.walk_in ? t("walk_in_placed") : null],
    [t("email"), order.email],
    [t("fulfilment"), how],
    [t("address"), fulfilment.type === "delivery" ? fulfilment.address.join(", ") : null],
    [t("phone"), fulfilment.type === "delivery" ? fulfilment.phone : null],
    [t("note"), order.note],
    [t("placed_at"), time(order.placed_at)],
    [t("promised_at"), time(order.ready_at)],
    [t("why"), order.rejection?.detail ?? order.cancellation?.reason ?? order.non_delivery?.reason],
  ];
  return (
    <Card title={t("for_whom")}>
      <dl className={style.pairs}>
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name} style={{ display: "contents" }}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </Card>
  );
}
