// For whom a ticket is, how it gets to them, when, and who has it.

import { Icon } from "@comanda/ui";
import { useWords } from "../../words/index.ts";
import { usePlace } from "../shell/Place.tsx";
import { scheduledFor, type Ticket } from "../tickets/ticket.ts";
import { useDesk } from "../tickets/useDesk.tsx";
import { useTeam } from "../tickets/useTeam.ts";
import style from "./TicketAbout.module.css";
import { Wish } from "./Wish.tsx";

export function TicketAbout({ ticket }: { ticket: Ticket }) {
  const { t, f } = useWords();
  const { location } = usePlace();
  const { me } = useDesk();
  const team = useTeam();
  const { fulfilment, barista, name } = ticket;
  const colleague = team(barista);
  const who =
    barista === me.id ? t("mine") : colleague ? t("theirsNamed", { name: colleague }) : t("theirs");
  const scheduled = scheduledFor(ticket) !== undefined;
  const time = f.time(ticket.ready_at, location?.time_zone);
  return (
    <div className={style.about}>
      <p className={style.line}>
        {name && (
          <strong className={style.name}>
            <bdi>{name}</bdi>
          </strong>
        )}
        <span className={style.way}>
          {fulfilment.type === "dine-in" && (
            <>
              <Icon name="table" size={18} />
              {t("table", { table: fulfilment.table })}
            </>
          )}
          {fulfilment.type === "delivery" && (
            <>
              <Icon name="truck" size={18} />
              {ticket.status === "out-for-delivery" ? t("onItsWay") : t("delivery")}
            </>
          )}
          {fulfilment.type === "pickup" && (
            <>
              <Icon name={ticket.walk_in ? "pin" : "bag"} size={18} />
              {t(ticket.walk_in ? "walkIn" : "pickup")}
            </>
          )}
        </span>
        <span className={scheduled ? style.scheduled : style.promised}>
          <Icon name="clock" size={18} />
          {t(scheduled ? "scheduledAt" : "promisedAt", { time })}
        </span>
        {barista && (
          <span className={barista === me.id ? style.mine : style.theirs}>
            <Icon name="person" size={18} />
            {who}
          </span>
        )}
      </p>
      {fulfilment.type === "delivery" && (
        <address className={style.address}>
          {fulfilment.address.join(", ")}
          {fulfilment.phone && (
            <a href={`tel:${fulfilment.phone.replaceAll(" ", "")}`} dir="ltr">
              {fulfilment.phone}
            </a>
          )}
        </address>
      )}
      {ticket.note && <Wish text={ticket.note} />}
    </div>
  );
}
