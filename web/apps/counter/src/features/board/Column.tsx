import { Skeleton } from "@comanda/ui";
import { type Key, useWords } from "../../words/index.ts";
import type { Ticket } from "../tickets/ticket.ts";
import type { Shown } from "../tickets/useDesk.tsx";
import style from "./Column.module.css";
import type { ColumnName } from "./columns.ts";
import { TicketCard } from "./TicketCard.tsx";

export const COLUMN_WORDS: Record<ColumnName, Key> = {
  new: "columnNew",
  preparing: "columnPreparing",
  ready: "columnReady",
};

const EMPTY: Record<ColumnName, Key> = {
  new: "noneNew",
  preparing: "nonePreparing",
  ready: "noneReady",
};

interface Props {
  name: ColumnName;
  shown: readonly Shown[];
  later: readonly Shown[];
  /** On a phone only one column is seen. */
  isChosen: boolean;
  isLoading: boolean;
  station: string | undefined;
  onPrint: (ticket: Ticket) => void;
}

export function Column({ name, shown, later, isChosen, isLoading, station, onPrint }: Props) {
  const { t } = useWords();
  const cards = (some: readonly Shown[]) => (
    <ul className={style.list}>
      {some.map((one) => (
        <li key={one.ticket.id}>
          <TicketCard shown={one} station={station} onPrint={onPrint} />
        </li>
      ))}
    </ul>
  );
  const heading = `column-${name}`;
  return (
    <section className={style.column} data-chosen={isChosen || undefined} aria-labelledby={heading}>
      <h2 id={heading} tabIndex={-1} className={style.name}>
        {t(COLUMN_WORDS[name])} <span>{shown.length}</span>
      </h2>
      {isLoading && <Skeleton height="9rem" />}
      {!isLoading && shown.length === 0 && <p className={style.empty}>{t(EMPTY[name])}</p>}
      {cards(shown)}
      {later.length > 0 && (
        <details className={style.later}>
          <summary>{t("laterCount", { count: later.length })}</summary>
          {cards(later)}
        </details>
      )}
    </section>
  );
}
