// What is to be made. A press on a line marks it as made.

import { Icon } from "@comanda/ui";
import { useWords } from "../../words/index.ts";
import { useNames } from "../menu/useNames.ts";
import type { Ticket, TicketLine } from "../tickets/ticket.ts";
import { choicesOf } from "./batches.ts";
import style from "./TicketLines.module.css";
import { useSteps } from "./useSteps.tsx";
import { Wish } from "./Wish.tsx";

/** A dot that stays on the line of what it follows. */
const APART = "\u00a0· ";

export function TicketLines({ ticket, station }: { ticket: Ticket; station: string | undefined }) {
  const { t } = useWords();
  const { step } = useSteps();
  const names = useNames();
  const isBeingMade = ticket.status === "confirmed" || ticket.status === "preparing";
  const lines = ticket.lines.map((line, place) => ({ ...line, line: place + 1 }));
  const here = station && isBeingMade ? lines.filter((line) => line.station === station) : lines;
  const elsewhere = lines.length - here.length;
  return (
    <ul className={style.lines}>
      {here.map((one) => {
        const { line, product, name, quantity, done, note } = one;
        const about = (
          <>
            <span className={style.quantity}>{quantity}×</span>
            <span className={style.what}>
              <span className={style.name}>{names.product(product, name)}</span>
              <Options line={one} />
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

/** How it is wanted. What is not as usual is seen first, and what is takes no room from it. */
function Options({ line }: { line: TicketLine }) {
  const { usual, unusual } = choicesOf(line, useNames());
  return (
    <>
      {unusual.length > 0 && <span className={style.unusual}>{unusual.join(APART)}</span>}
      {usual.length > 0 && <span className={style.usual}>{usual.join(APART)}</span>}
    </>
  );
}
