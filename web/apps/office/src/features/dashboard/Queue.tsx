import { useNow } from "@comanda/ui";
import { Link } from "wouter";
import { useHere } from "../../frame/places.tsx";
import { Card, Pill } from "../../parts/Card.tsx";
import { inOneLine } from "../../parts/lines.ts";
import { Empty, Loading } from "../../parts/States.tsx";
import { orderStatus } from "../../parts/status.ts";
import { useWords } from "../../words/index.ts";
import style from "./Dashboard.module.css";
import { standing, underWay } from "./queue.ts";
import { useQueue } from "./useQueue.ts";

const SHOWN = 7;
const STEPS = ["placed", "confirmed", "preparing", "ready"];

/** What is being made now, as it changes. */
export function Queue() {
  const { t, f } = useWords();
  const here = useHere();
  const { queue, state } = useQueue(here.id);
  const now = useNow(10_000).getTime();
  const orders = underWay(queue);
  return (
    <Card
      title={t("queue")}
      aside={
        <span role="status">
          <Pill tone={state === "live" ? "good" : state === "lost" ? "warn" : "plain"}>
            {t(`queue_${state}`)}
          </Pill>
        </span>
      }
    >
      <ul className={style.steps}>
        {STEPS.map((status) => (
          <li key={status} className={style.step}>
            <strong>{f.number(standing(queue, status).length)}</strong>
            <span>{orderStatus(t, status).text}</span>
          </li>
        ))}
      </ul>
      {state === "connecting" && orders.length === 0 ? (
        <Loading rows={3} />
      ) : orders.length === 0 ? (
        <Empty icon="check" title={t("queue_empty")} />
      ) : (
        <ul className={style.tickets}>
          {orders.slice(0, SHOWN).map((order) => {
            const status = orderStatus(t, order.status);
            const left = (Date.parse(order.ready_at) - now) / 1000;
            const late = left < 0 && order.status !== "ready";
            return (
              <li key={order.id}>
                <Link href={`/orders/${order.id}`} className={style.ticket}>
                  <b>{order.number ?? "–"}</b>
                  <span>
                    {order.name ?? t("no_name")}
                    <small>{inOneLine(order.lines, f)}</small>
                  </span>
                  <span className={style.due}>
                    <Pill tone={status.tone}>{status.text}</Pill>
                    {order.status !== "ready" && (
                      <span className={late ? style.late : undefined}>{f.ago(left)}</span>
                    )}
                  </span>
                </Link>
              </li>
            );
          })}
        </ul>
      )}
      {orders.length > SHOWN && (
        <Link href="/orders">{t("queue_more", { count: orders.length - SHOWN })}</Link>
      )}
    </Card>
  );
}
