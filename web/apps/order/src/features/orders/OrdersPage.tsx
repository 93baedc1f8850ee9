// What somebody has ordered, the newest first, and what still waits to be sent.

import type { Order } from "@comanda/api";
import { useApi, useServices, useWho } from "@comanda/session";
import { Button, buttonClass, Icon } from "@comanda/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { Link } from "wouter";
import { Heading } from "../../lib/page.tsx";
import { useLocations } from "../../lib/queries.ts";
import { Empty, Failed } from "../../shell/Failed.tsx";
import page from "../../shell/Page.module.css";
import { Waiting } from "../../shell/Waiting.tsx";
import { type Key, useWords } from "../../words/index.ts";
import { WaitingOrders } from "../outbox/WaitingOrders.tsx";
import style from "./OrdersPage.module.css";
import { isOver } from "./progress.ts";
import { AgainButton } from "./Reorder.tsx";

export default function OrdersPage() {
  const { t } = useWords();
  const { session, config } = useServices();
  const who = useWho();
  useEffect(() => {
    void session.startAgain();
  }, [session]);
  return (
    <div className={page.page}>
      <Heading>{t("orders")}</Heading>
      <WaitingOrders />
      {who.kind === "unknown" && <Waiting />}
      {who.kind === "nobody" && (
        <Empty icon="receipt">
          <p>{t("orders_nobody")}</p>
          <Link href="/" className={buttonClass({ kind: "primary" })}>
            {t("to_menu")}
          </Link>
          {config.client_id && (
            <Button kind="quiet" onClick={() => session.signIn("/orders")}>
              {t("sign_in")}
            </Button>
          )}
        </Empty>
      )}
      {(who.kind === "guest" || who.kind === "account") && <History />}
    </div>
  );
}

function History() {
  const { t } = useWords();
  const api = useApi();
  const query = useInfiniteQuery({
    queryKey: ["orders"],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam: after }) => {
      const { data } = await api.GET("/v1/orders", {
        params: { query: { limit: 20, ...(after ? { after } : {}) } },
      });
      if (!data) throw new TypeError("no orders");
      return data;
    },
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: 20_000,
  });
  if (query.isPending) return <Waiting />;
  if (query.isError && !query.data) return <Failed error={query.error} again={query.refetch} />;
  const orders = query.data.pages.flatMap((one) => one.items);
  if (orders.length === 0) {
    return (
      <Empty icon="receipt">
        <p>{t("orders_none")}</p>
        <Link href="/" className={buttonClass({ kind: "primary" })}>
          {t("to_menu")}
        </Link>
      </Empty>
    );
  }
  return (
    <>
      <ul className={style.list}>
        {orders.map((order) => (
          <Row key={order.id} order={order} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {t("more_orders")}
        </Button>
      )}
    </>
  );
}

function Row({ order }: { order: Order }) {
  const { t, f } = useWords();
  const place = useLocations().data?.find((one) => one.id === order.location);
  const over = isOver(order);
  return (
    <li className={style.row}>
      <div className={style.text}>
        <h2>
          <Link href={`/orders/${order.id}`} className={style.link}>
            {order.number ?? t("order_coming")}
          </Link>
        </h2>
        <p>
          <span className={[style.status, over && style.over].filter(Boolean).join(" ")}>
            {t(`status.${order.status}` as Key)}
          </span>
        </p>
        <p className={page.soft}>
          {[place?.name, f.dayTime(order.placed_at, place?.time_zone)].filter(Boolean).join(" · ")}
        </p>
        <p className={style.lines}>
          {order.lines.map((line) => `${line.quantity} × ${line.name}`).join(", ")}
        </p>
      </div>
      <span className={style.total}>{f.money(order.total_minor, order.currency)}</span>
      <Icon name="back" size={20} />
      {over && (
        <p className={style.again}>
          <AgainButton order={order} />
        </p>
      )}
    </li>
  );
}
