// What is to be made. A press on a line marks it as made.

import { Icon } from "@comanda/ui";
import { useWords } from "../../words/index.ts";
import type { Ticket } from "../tickets/ticket.ts";
import { optionsOf } from "./batches.ts";
import style from "./TicketLines.module.css";
import { useSteps } from "./useSteps.tsx";
import { Wish } from "./Wish.tsx";

export function TicketLines({ ticket, station }: { ticket: Ticket; station: string | undefined }) {
  const { t } = useWords();
  const { step } = useSteps();
  const isBeingMade = ticket.status === "confirmed" || ticket.status === "preparing";
  const lines = ticket.lines.map((line, place) => ({ ...line, line: place + 1 }));
  const here = station && isBeingMade ? lines.filter((line) => line.station === station) : lines;
  const elsewhere = lines.length - here.length;
  return (
    <ul className={style.lines}>
      {here.map(({ line, name, quantity, done, note, ...rest }) => {
        const about = (
          <>
            <span className={style.quantity}>{quantity}×</span>
            <span className={style.what}>
              <span className={style.name}>{name}</span>
              {rest.options.length > 0 && (
                <span className={style.options}>
                  {optionsOf({ ...rest, name, quantity, done }).join(" · ")}
                </span>
              )}
            </span>
          </>
        );
        return (
          <li key={line}>
            {isBeingMade ? (
              <button
                type="button"
                className={style.line}
                aria-pressed={done}
                onClick={() => step(ticket, { verb: "line", line, done: !done })}
              >
                {about}
                <span className={style.check}>{done && <Icon name="check" size={18} />}</span>
              </button>
            ) : (
              <div className={style.line}>{about}</div>
            )}
            {note && <Wish text={note} />}
          </li>
        );
      })}
      {elsewhere > 0 && <li className={style.elsewhere}>{t("elsewhere", { count: elsewhere })}</li>}
    </ul>
  );
}
