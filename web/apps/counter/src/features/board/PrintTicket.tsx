// A ticket on paper, 80 mm wide, by the browser's own printing.

import { useEffect } from "react";
import { createPortal } from "react-dom";
import { useWords } from "../../words/index.ts";
import { useNames } from "../menu/useNames.ts";
import { usePlace } from "../shell/Place.tsx";
import { scheduledFor, type Ticket } from "../tickets/ticket.ts";
import { optionsOf } from "./batches.ts";
import style from "./PrintTicket.module.css";

export function PrintTicket({ ticket, onDone }: { ticket: Ticket; onDone: () => void }) {
  const { t, f } = useWords();
  const { location } = usePlace();
  const names = useNames();
  useEffect(() => {
    addEventListener("afterprint", onDone);
    // After the sheet this was chosen in has gone.
    const frame = requestAnimationFrame(() => print());
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener("afterprint", onDone);
    };
  }, [onDone]);
  const { fulfilment } = ticket;
  const zone = location?.time_zone;
  const time = f.time(ticket.ready_at, zone);
  return createPortal(
    <div className={style.paper} aria-hidden="true">
      <p className={style.place}>{location?.name}</p>
      <p className={style.number}>{ticket.number}</p>
      {ticket.name && <p className={style.name}>{ticket.name}</p>}
      <p className={style.way}>
        {fulfilment.type === "dine-in" && t("table", { table: fulfilment.table })}
        {fulfilment.type === "pickup" && t(ticket.walk_in ? "walkIn" : "pickup")}
        {fulfilment.type === "delivery" && `${t("delivery")}: ${fulfilment.address.join(", ")}`}
      </p>
      <p>{t(scheduledFor(ticket) === undefined ? "promisedAt" : "scheduledAt", { time })}</p>
      {ticket.note && <p className={style.note}>! {ticket.note}</p>}
      <ul className={style.lines}>
        {ticket.lines.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an order never change their place.
          <li key={place}>
            <strong>
              {line.quantity}× {names.product(line.product, line.name)}
            </strong>
            {optionsOf(line, names).map((option) => (
              <span key={option}>+ {option}</span>
            ))}
            {line.note && <span className={style.note}>! {line.note}</span>}
          </li>
        ))}
      </ul>
      <p>{f.dayTime(ticket.placed_at, zone)}</p>
    </div>,
    document.body,
  );
}
