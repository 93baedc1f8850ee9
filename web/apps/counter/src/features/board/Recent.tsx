// What was done last: to look up whether somebody has got theirs, or to print a ticket again.

import { Icon, IconButton, Sheet } from "@comanda/ui";
import { type Key, useWords } from "../../words/index.ts";
import { usePlace } from "../shell/Place.tsx";
import { changedAt, type Ticket } from "../tickets/ticket.ts";
import type { Shown } from "../tickets/useDesk.tsx";
import { recentlyDone } from "./columns.ts";
import style from "./Recent.module.css";

const ENDED: Record<string, Key> = {
  collected: "wasCollected",
  delivered: "wasDelivered",
  cancelled: "wasCancelled",
  "no-show": "wasNoShow",
  undeliverable: "wasUndeliverable",
};

interface Props {
  shown: readonly Shown[];
  onPrint: (ticket: Ticket) => void;
  onClose: () => void;
}

export function Recent({ shown, onPrint, onClose }: Props) {
  const { t, f } = useWords();
  const { location } = usePlace();
  const done = recentlyDone(shown);
  return (
    <Sheet title={t("recentTitle")} closeLabel={t("close")} onClose={onClose}>
      {done.length === 0 && <p>{t("recentEmpty")}</p>}
      <ul className={style.list}>
        {done.map(({ ticket, pending }) => (
          <li key={ticket.id} className={style.entry}>
            <div>
              <strong className={style.number}>{ticket.number}</strong> {ticket.name}
              <span className={style.what}>
                {ticket.lines.map(({ quantity, name }) => `${quantity}× ${name}`).join(", ")}
              </span>
              <span className={style.how}>
                {t(ENDED[ticket.status] ?? "wasCollected")}
                {pending
                  ? ` · ${t("pending")}`
                  : ` · ${f.time(new Date(changedAt(ticket)), location?.time_zone)}`}
              </span>
            </div>
            <IconButton
              label={t("printNumber", { number: ticket.number ?? "" })}
              onClick={() => {
                onClose();
                onPrint(ticket);
              }}
            >
              <Icon name="print" />
            </IconButton>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
