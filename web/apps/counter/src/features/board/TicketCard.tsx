// One ticket on the board.

import { Button, Icon, IconButton } from "@comanda/ui";
import { type MouseEvent, memo, useState } from "react";
import { useWords } from "../../words/index.ts";
import { usePlace } from "../shell/Place.tsx";
import { nextStep } from "../tickets/actions.ts";
import { ageS, clock, urgency } from "../tickets/ages.ts";
import { readySince, type Ticket } from "../tickets/ticket.ts";
import { useAt } from "../tickets/useAt.ts";
import { type Shown, useDesk } from "../tickets/useDesk.tsx";
import { idOf } from "./focus.ts";
import { NEXT_WORDS } from "./nextWords.ts";
import { RefusalNotice } from "./RefusalNotice.tsx";
import { TicketAbout } from "./TicketAbout.tsx";
import style from "./TicketCard.module.css";
import { TicketLines } from "./TicketLines.tsx";
import { TicketMenu } from "./TicketMenu.tsx";
import { useSteps } from "./useSteps.tsx";

interface Props {
  shown: Shown;
  station: string | undefined;
  onPrint: (ticket: Ticket) => void;
}

export const TicketCard = memo(
  function TicketCard({ shown, station, onPrint }: Props) {
    const { t } = useWords();
    const { ticket, pending, refusal } = shown;
    const { preparationMinutes } = usePlace();
    const { me } = useDesk();
    const { step } = useSteps();
    const [isOpen, setOpen] = useState(false);
    const pressing = useAt((now) => urgency(ticket, now, preparationMinutes));
    const next = nextStep(ticket, me.id);
    const canClaim = ticket.status === "confirmed" && !ticket.barista;
    const number = idOf(ticket.id);
    return (
      <article
        id={number}
        data-ticket={ticket.id}
        tabIndex={-1}
        className={style.ticket}
        data-urgency={pressing}
        data-rush={ticket.rush || undefined}
        aria-labelledby={`${number}-number`}
      >
        <header className={style.head}>
          <h3 id={`${number}-number`} className={style.number}>
            {ticket.number}
          </h3>
          <div className={style.marks}>
            {ticket.rush && (
              <span className={style.rush}>
                <Icon name="fire" size={18} />
                {t("rush")}
              </span>
            )}
            <Age ticket={ticket} />
          </div>
          <IconButton
            label={t("moreAbout", { number: ticket.number ?? "" })}
            className={style.more ?? ""}
            onClick={() => setOpen(true)}
          >
            <Icon name="more" />
          </IconButton>
        </header>
        <TicketAbout ticket={ticket} />
        <TicketLines ticket={ticket} station={station} />
        {refusal && <RefusalNotice ticket={ticket} refusal={refusal} />}
        {(next || canClaim) && (
          <footer className={style.foot}>
            {next && (
              <Button
                kind="primary"
                className={style.next ?? ""}
                onClick={(event) => isMeant(event) && step(ticket, next)}
                aria-describedby={`${number}-number`}
              >
                {t(NEXT_WORDS[next.verb] ?? "startVerb")}
              </Button>
            )}
            {canClaim && (
              <Button
                onClick={(event) => isMeant(event) && step(ticket, { verb: "claim" })}
                aria-describedby={`${number}-number`}
              >
                {t("claim")}
              </Button>
            )}
          </footer>
        )}
        {pending && (
          <p className={style.pending}>
            <Icon name="clock" size={16} />
            {t("pending")}
          </p>
        )}
        {isOpen && <TicketMenu ticket={ticket} onPrint={onPrint} onClose={() => setOpen(false)} />}
      </article>
    );
  },
  (one, other) =>
    one.shown.ticket === other.shown.ticket &&
    one.shown.pending === other.shown.pending &&
    one.shown.refusal === other.shown.refusal &&
    one.station === other.station &&
    one.onPrint === other.onPrint,
);

/** The second press of a quick two is on the ticket that has moved up under the finger. */
function isMeant({ detail }: MouseEvent): boolean {
  return detail < 2;
}

/** How long it has waited, or how long it has been ready. */
function Age({ ticket }: { ticket: Ticket }) {
  const { t } = useWords();
  const { preparationMinutes } = usePlace();
  const age = useAt((now) => clock(ageS(ticket, now, preparationMinutes)));
  const label = readySince(ticket) === undefined ? t("waitsFor") : t("readyFor");
  return (
    <span className={style.age}>
      <span className="quiet-hidden">{label}</span>
      <time>{age}</time>
    </span>
  );
}
