// Today's orders, what was paid for them, and giving money back.

import { useApi } from "@comanda/session";
import { Button, buttonClass, Icon, Notice, Skeleton, TextField } from "@comanda/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { Link } from "wouter";
import { type Key, useWords } from "../../words/index.ts";
import { isFound } from "../board/columns.ts";
import { startOfDay } from "../pace/pace.ts";
import { usePlace } from "../shell/Place.tsx";
import { usePage } from "../shell/usePage.ts";
import type { Ticket } from "../tickets/ticket.ts";
import { RefundSheet } from "./RefundSheet.tsx";
import style from "./Today.module.css";

const PAGE = 50;

const STATUS: Record<string, Key> = {
  placed: "wasPlaced",
  confirmed: "columnNew",
  preparing: "columnPreparing",
  ready: "columnReady",
  "out-for-delivery": "onItsWay",
  collected: "wasCollected",
  delivered: "wasDelivered",
  cancelled: "wasCancelled",
  rejected: "wasRejected",
  "no-show": "wasNoShow",
  undeliverable: "wasUndeliverable",
};

export function Today() {
  const { t } = useWords();
  const heading = usePage(t("today"));
  const { me } = usePlace();
  const [search, setSearch] = useState("");
  const [refunding, setRefunding] = useState<Ticket>();
  const { data, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useToday();
  const text = useDeferredValue(search);
  const orders = (data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter((order) => !text || isFound(order, text));
  const isManager = me.role !== "barista";
  return (
    <div className={style.page}>
      <div className={style.head}>
        <h1 ref={heading} tabIndex={-1}>
          {t("today")}
        </h1>
        <Link href="/till" className={buttonClass()}>
          <Icon name="back" />
          {t("till")}
        </Link>
      </div>
      <TextField
        type="search"
        label={t("search")}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {isPending && <Skeleton height="16rem" />}
      {!isPending && !data && (
        <Notice tone="bad">
          {t("ordersFailed")}
          <Button onClick={() => refetch()}>{t("retry")}</Button>
        </Notice>
      )}
      {data && orders.length === 0 && <p className={style.empty}>{t("todayEmpty")}</p>}
      <ul className={style.orders}>
        {orders.map((order) => (
          <li key={order.id}>
            <OrderRow order={order} refund={isManager ? () => setRefunding(order) : undefined} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {t("showMore")}
        </Button>
      )}
      {refunding && <RefundSheet order={refunding} onClose={() => setRefunding(undefined)} />}
    </div>
  );
}

function OrderRow({ order, refund }: { order: Ticket; refund: (() => void) | undefined }) {
  const { t, f } = useWords();
  const { location } = usePlace();
  const number = order.number ?? "";
  return (
    <article className={style.order} aria-label={number || t("order")}>
      <time dateTime={order.placed_at}>{f.time(order.placed_at, location?.time_zone)}</time>
      <div>
        <strong className={style.number}>{order.number ?? "–"}</strong> {order.name}
        <span className={style.what}>
          {order.lines.map(({ quantity, name }) => `${quantity}× ${name}`).join(", ")}
        </span>
      </div>
      <span className={style.status}>{t(STATUS[order.status] ?? "wasPlaced")}</span>
      <strong className={style.total}>{f.money(order.total_minor, order.currency)}</strong>
      {refund && (
        <Button onClick={refund} aria-label={t("refundNumber", { number })}>
          {t("refund")}
        </Button>
      )}
    </article>
  );
}

/** Managers see the whole day; others what has changed last. */
function useToday() {
  const api = useApi();
  const { id, me, location } = usePlace();
  const zone = location?.time_zone;
  return useInfiniteQuery({
    queryKey: ["today", id, me.role, zone],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam: after }) => {
      const from = me.role === "barista" || !zone ? {} : { from: startOfDay(Date.now(), zone) };
      const query = { limit: PAGE, ...from, ...(after ? { after } : {}) };
      const params = { path: { location: id }, query };
      const { data } = await api.GET("/v1/locations/{location}/orders", { params });
      return { items: data?.items ?? [], next: data?.next ?? undefined };
    },
    getNextPageParam: ({ next }) => (me.role === "barista" ? undefined : next),
    enabled: zone !== undefined,
  });
}
