// What is to be made. A press on a line marks it as made.

import { Icon } from "@comanda/ui";
import { useWords } from "../../words/index.ts";
import { useNames } from "../menu/useNames.ts";
import type { Ticket, TicketLine } from "../tickets/ticket.ts";
import style from "./TicketLines.module.css";
import { useSteps } from "./useSteps.tsx";
import { Wish } from "./Wish.tsx";

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
      {here.map(({ line, product, name, quantity, done, note, options }) => {
        const about = (
          <>
            <span className={style.quantity}>{quantity}×</span>
            <span className={style.what}>
              <span className={style.name}>{names.product(product, name)}</span>
              <Options options={options} />
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

/** How it is wanted. What is not as usual is seen first. */
function Options({ options }: Pick<TicketLine, "options">) {
  const names = useNames();
  if (options.length === 0) return null;
  const sorted = options.toSorted(
    (one, other) => Number(names.isUsual(one.option)) - Number(names.isUsual(other.option)),
  );
  return (
    <span className={style.options}>
      {sorted.map(({ option, name, quantity }) => (
        <span key={option} data-unusual={!names.isUsual(option) || undefined}>
          {quantity > 1 && `${quantity}× `}
          {names.option(option, name)}
        </span>
      ))}
    </span>
  );
}
