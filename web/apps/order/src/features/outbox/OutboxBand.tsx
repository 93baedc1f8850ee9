// Says on every page that an order waits, sends it when the network is back, and leads to it.

import { useServices } from "@comanda/session";
import { Icon, useToast } from "@comanda/ui";
import { useEffect } from "react";
import { Link, useLocation } from "wouter";
import { useWords } from "../../words/index.ts";
import style from "./OutboxBand.module.css";
import { lookIntoOutbox, onPlaced, openOutbox } from "./outbox.ts";
import { useOutgoing } from "./seen.ts";

/** The browser does not always notice that the network is back. */
const TRY_EVERY_MS = 20_000;

export default function OutboxBand() {
  const { t } = useWords();
  const services = useServices();
  const toast = useToast();
  const [at, go] = useLocation();
  const all = useOutgoing();
  const waits = all.some((one) => !one.refused);

  useEffect(() => {
    void lookIntoOutbox();
    const flush = () => void openOutbox(services).flush();
    flush();
    addEventListener("online", flush);
    return () => removeEventListener("online", flush);
  }, [services]);

  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => {
      if (navigator.onLine) void openOutbox(services).flush();
    }, TRY_EVERY_MS);
    return () => clearInterval(timer);
  }, [waits, services]);

  useEffect(
    () =>
      onPlaced((order, outgoing) => {
        // One that was placed at once leads to its page by itself.
        if (!outgoing.sent) return;
        toast(t("outbox_sent"), { label: t("look"), run: () => go(`/orders/${order.id}`) });
      }),
    [t, toast, go],
  );

  if (all.length === 0 || at === "/orders") return null;
  return (
    <div className={style.band} role="status">
      <Link href="/orders">
        <Icon name={waits ? "clock" : "warning"} size={20} />
        <span>{t(waits ? "outbox_waiting" : "outbox_refused")}</span>
      </Link>
    </div>
  );
}
