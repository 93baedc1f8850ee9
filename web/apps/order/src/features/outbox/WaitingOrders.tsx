// Orders that are composed and not with the café yet: waiting for the network, or for a decision.

import { useServices } from "@comanda/session";
import { Button, Icon, useToast } from "@comanda/ui";
import { useState } from "react";
import { useLocation } from "wouter";
import { newId } from "../../lib/ids.ts";
import { useOnline } from "../../lib/online.ts";
import { said } from "../../lib/problem.ts";
import { useLocations } from "../../lib/queries.ts";
import page from "../../shell/Page.module.css";
import { useWords } from "../../words/index.ts";
import { cartOf } from "../cart/store.ts";
import { openOutbox } from "./outbox.ts";
import type { Outgoing } from "./queue.ts";
import { useOutgoing } from "./seen.ts";
import style from "./WaitingOrders.module.css";

export function WaitingOrders() {
  const all = useOutgoing();
  if (all.length === 0) return null;
  return (
    <ul className={style.list}>
      {all.map((outgoing) => (
        <Waits key={outgoing.key} outgoing={outgoing} />
      ))}
    </ul>
  );
}

function Waits({ outgoing }: { outgoing: Outgoing }) {
  const { t, f } = useWords();
  const services = useServices();
  const online = useOnline();
  const toast = useToast();
  const [, go] = useLocation();
  const [busy, setBusy] = useState(false);
  const place = useLocations().data?.find((one) => one.id === outgoing.body.location);
  const count = outgoing.body.lines.reduce((sum, line) => sum + line.quantity, 0);
  const total = outgoing.body.expected_total_minor;
  const outbox = openOutbox(services);

  const change = async () => {
    const taken = await outbox.take(outgoing.key);
    if (!taken) return;
    const lines = taken.body.lines.map(({ product, quantity, options, note }) => ({
      id: newId(),
      product,
      quantity,
      options: options ?? [],
      ...(note ? { note } : {}),
    }));
    // It keeps its key as long as it may have arrived: changed, it must not become a second order.
    const key = taken.sent && !taken.refused ? { key: taken.key } : {};
    const cart = cartOf(taken.body.location);
    cart.set({ lines: [...lines, ...cart.get().lines], ...key });
    go(`/l/${taken.body.location}/cart`);
  };
  const drop = async () => {
    const taken = await outbox.take(outgoing.key);
    toast(t(taken?.sent && !taken.refused ? "outbox_dropped_sent" : "outbox_dropped"));
  };
  const send = async () => {
    setBusy(true);
    await outbox.flush().finally(() => setBusy(false));
  };

  return (
    <li className={style.card}>
      <h2>
        <Icon name={outgoing.refused ? "warning" : "clock"} />
        {outgoing.refused ? t("outbox_refused") : t("outbox_waiting")}
      </h2>
      <p role="status">
        {outgoing.refused
          ? said(t, outgoing.refused.code, outgoing.refused.detail)
          : t("outbox_hint")}
      </p>
      <p className={page.soft}>
        {[
          place?.name,
          t("cart_items", { count }),
          place && typeof total === "number" ? f.money(total, place.currency) : undefined,
          f.time(outgoing.at),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <div className={page.row}>
        {!outgoing.refused && online && (
          <Button kind="primary" busy={busy} onClick={send}>
            {t("outbox_now")}
          </Button>
        )}
        <Button kind={outgoing.refused ? "primary" : "plain"} onClick={change}>
          {t("outbox_change")}
        </Button>
        <Button kind="quiet" onClick={drop}>
          {t("outbox_drop")}
        </Button>
      </div>
    </li>
  );
}
