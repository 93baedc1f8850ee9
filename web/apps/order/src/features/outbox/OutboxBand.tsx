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
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 20_000;

export default function OutboxBand() {
  const { t } = useWords();
  const services = useServices();
  const toast = useToast();
  const [at, go] = useLocation();
  const all = useOutgoing();
  const waits = all.some((one) => !one.refused);

  useEffect(() => {
    void lookIntoOutbox();
    void openOutbox(services).flush();
  }, [services]);

  useEffect(() => {
    if (!waits) return;
    let wait = FIRST_WAIT_MS;
    let timer: ReturnType<typeof setTimeout>;
    const later = () => {
      timer = setTimeout(async () => {
        if (navigator.onLine) await openOutbox(services).flush();
        wait = Math.min(wait * 2, LONGEST_WAIT_MS);
        later();
      }, wait);
    };
    // A network that has just come often takes a moment more until it carries anything.
    const back = () => {
      clearTimeout(timer);
      wait = FIRST_WAIT_MS;
      void openOutbox(services).flush();
      later();
    };
    later();
    addEventListener("online", back);
    return () => {
      clearTimeout(timer);
      removeEventListener("online", back);
    };
  }, [waits, services]);

  useEffect(
    () =>
      onPlaced((order, late) => {
        // One that was placed at once leads to its page by itself.
        if (!late) return;
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
