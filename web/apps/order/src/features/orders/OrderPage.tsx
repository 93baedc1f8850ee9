// An order as it goes on: its number, when it is ready, how far it is, what is in it.

import { useWho } from "@comanda/session";
import { buttonClass, Icon, Notice, useNow } from "@comanda/ui";
import { lazy, Suspense, useEffect, useState } from "react";
import { Link } from "wouter";
import { Heading, useTitle } from "../../lib/page.tsx";
import { said } from "../../lib/problem.ts";
import { useLocationOf } from "../../lib/queries.ts";
import { Empty, Failed } from "../../shell/Failed.tsx";
import page from "../../shell/Page.module.css";
import { Waiting } from "../../shell/Waiting.tsx";
import { type Key, useWords } from "../../words/index.ts";
import { CancelButton } from "./CancelButton.tsx";
import { goingAfter, goingKept } from "./going.ts";
import { useOrder } from "./live.ts";
import { OrderLines } from "./OrderLines.tsx";
import style from "./OrderPage.module.css";
import { Progress } from "./Progress.tsx";
import { usePayment } from "./payment.ts";
import { canCancel, isOver, minutesLeft, type Seen } from "./progress.ts";
import { Reorder } from "./Reorder.tsx";
import { ShareButton } from "./ShareButton.tsx";
import { WherePart } from "./WherePart.tsx";

const NotifyButton = lazy(() => import("./NotifyButton.tsx"));

export default function OrderPage({ id }: { id: string }) {
  const { t } = useWords();
  // What stands behind # is sent to no server.
  const [key] = useState(() => location.hash.slice(1) || undefined);
  const { query, line } = useOrder(id, key);
  if (query.isError && !query.data) {
    const missing = query.error && "status" in query.error && query.error.status === 404;
    if (!missing) return <Failed error={query.error} again={query.refetch} />;
    return (
      <Empty icon="receipt">
        <Heading>{t("order_missing")}</Heading>
        <p>{t("order_missing_hint")}</p>
        <Link href="/orders" className={buttonClass()}>
          {t("nav_orders")}
        </Link>
      </Empty>
    );
  }
  if (!query.data) return <Waiting />;
  return <Shown order={query.data} mine={key === undefined} line={line} linkKey={key} />;
}

interface ShownProps {
  order: Seen;
  /** Whether it is looked at by whoever ordered, and not by a link. */
  mine: boolean;
  line: "live" | "lost" | "ended" | "opening";
  linkKey: string | undefined;
}

function Shown({ order, mine, line, linkKey }: ShownProps) {
  const { t, f } = useWords();
  const who = useWho();
  const now = useNow(5_000);
  const { location } = useLocationOf(order.location);
  const zone = location?.time_zone;
  const left = minutesLeft(order, now);
  const status = t(statusKey(order));
  const ready = order.status === "ready";
  useTitle(order.number ? `${order.number} · ${status}` : status);
  const reason = order.cancellation?.reason ?? order.non_delivery?.reason;
  const { rejection } = order;
  const payment = usePayment(order, mine).data;
  useEffect(() => {
    if (mine) goingKept.set(goingAfter(goingKept.get(), order, new Date()));
  }, [mine, order]);
  return (
    <div className={page.page}>
      <div className={[style.hero, ready && style.ready].filter(Boolean).join(" ")}>
        <p className={style.place}>{location?.name}</p>
        <Heading className={style.number} title={status}>
          {order.number ?? t("order_coming")}
        </Heading>
        <p className={style.status} role="status">
          {status}
        </p>
        {order.name && <p className={style.name}>{t("order_for", { name: order.name })}</p>}
        {left !== undefined && (
          <p className={style.time}>
            <Icon name="clock" size={20} />
            {left === 0
              ? t("any_moment")
              : left > 90
                ? t("ready_at", { time: f.dayTime(order.ready_at, zone) })
                : t("ready_in", { count: left, time: f.time(order.ready_at, zone) })}
          </p>
        )}
      </div>
      {line === "lost" && (
        <Notice tone="warn">
          <p>{t("line_lost")}</p>
        </Notice>
      )}
      {rejection && (
        <Notice tone="bad">
          <p>
            {typeof rejection === "string"
              ? said(t, rejection, status)
              : said(t, rejection.code, rejection.detail)}
          </p>
        </Notice>
      )}
      {reason && (
        <Notice tone="warn">
          <p>{reason}</p>
        </Notice>
      )}
      <Progress order={order} {...(zone ? { zone } : {})} />
      <div className={page.row}>
        {mine && !isOver(order) && !ready && (
          <Suspense fallback={null}>
            <NotifyButton />
          </Suspense>
        )}
        <ShareButton order={order} linkKey={linkKey} />
        {mine && (
          <Link href={`/orders/${order.id}/receipt`} className={buttonClass()}>
            <Icon name="receipt" size={20} /> {t("receipt")}
          </Link>
        )}
        {mine && canCancel(order) && <CancelButton id={order.id} />}
      </div>
      {location && !isOver(order) && <WherePart order={order} location={location} />}
      <OrderLines order={order} payment={payment} />
      {mine && isOver(order) && <Reorder order={order} />}
      {mine && who.kind === "guest" && <p className={page.soft}>{t("guest_hint")}</p>}
      {location && (
        <Link href={`/l/${location.id}`} className={buttonClass({ kind: "quiet" })}>
          {t("to_menu")}
        </Link>
      )}
    </div>
  );
}

/** The words for where it stands. A table is not a counter. */
function statusKey(order: Seen): Key {
  if (order.status === "ready" && order.fulfilment.type === "dine-in") return "status.ready-table";
  if (order.status === "ready" && order.fulfilment.type === "delivery") return "status.ready-ride";
  return `status.${order.status}` as Key;
}
