// One order: what, for whom, what happened, and what became of the money.

import type { Order } from "@comanda/api";
import { useWho } from "@comanda/session";
import { Link, useParams } from "wouter";
import { Page } from "../../frame/Page.tsx";
import { Back } from "../../parts/Back.tsx";
import { Card, Pill } from "../../parts/Card.tsx";
import style from "../../parts/parts.module.css";
import { Answered } from "../../parts/States.tsx";
import { orderStatus } from "../../parts/status.ts";
import { useWords } from "../../words/index.ts";
import { Facts } from "./Facts.tsx";
import { Lines } from "./Lines.tsx";
import { Messages } from "./Messages.tsx";
import { Money } from "./Money.tsx";
import { minutesLate } from "./promise.ts";
import { Timeline } from "./Timeline.tsx";
import { useOrder } from "./useOrder.ts";

export default function OrderPage() {
  const { t } = useWords();
  const { order = "" } = useParams();
  const found = useOrder(order);
  const back = <Back to="/orders" name={t("nav_orders")} />;
  if (!found.data) {
    return (
      <Page title={t("order")} back={back}>
        <Answered query={found}>{() => null}</Answered>
      </Page>
    );
  }
  return <Shown order={found.data} />;
}

function Shown({ order }: { order: Order }) {
  const { t } = useWords();
  const who = useWho();
  const status = orderStatus(t, order.status);
  const late = minutesLate(order);
  const admin = who.kind === "account" && who.account.role === "admin";
  return (
    <Page
      title={order.number ? t("order_number", { number: order.number }) : t("order")}
      back={<Back to="/orders" name={t("nav_orders")} />}
      lead={
        <span className={style.actions}>
          <Pill tone={status.tone}>{status.text}</Pill>
          {order.walk_in && <Pill>{t("walk_in")}</Pill>}
          {order.rush && <Pill tone="warn">{t("rush")}</Pill>}
          <code>{order.id}</code>
        </span>
      }
      actions={
        admin && <Link href={`/workflows/order-fulfilment/${order.id}`}>{t("order_workflow")}</Link>
      }
    >
      <div className={style.grid2}>
        <div className={style.stack}>
          <Card title={t("what")}>
            <Lines order={order} />
          </Card>
          <Facts order={order} admin={admin} />
        </div>
        <div className={style.stack}>
          <Card
            title={t("timeline")}
            aside={
              late !== undefined && (
                <Pill tone={late > 0 ? "warn" : "good"}>
                  {late > 0 ? t("late_by", { count: late }) : t("on_time")}
                </Pill>
              )
            }
          >
            <Timeline order={order} />
          </Card>
          <Money order={order} />
          <Messages order={order} />
        </div>
      </div>
    </Page>
  );
}
