// The batch view: how many of each are still to be made.

import { useWords } from "../../words/index.ts";
import { useNames } from "../menu/useNames.ts";
import type { Shown } from "../tickets/useDesk.tsx";
import style from "./AllDay.module.css";
import { allDay } from "./batches.ts";

export function AllDay({
  shown,
  station,
}: {
  shown: readonly Shown[];
  station: string | undefined;
}) {
  const { t } = useWords();
  const batches = allDay(
    shown.map(({ ticket }) => ticket),
    station,
    useNames(),
  );
  if (batches.length === 0) return <p className={style.empty}>{t("allDayEmpty")}</p>;
  return (
    <section aria-label={t("allDay")}>
      <ul className={style.batches}>
        {batches.map(({ key, name, options, usual, quantity, tickets }) => (
          <li key={key} className={style.batch}>
            <strong className={style.quantity}>{quantity}×</strong>
            <div>
              <span className={style.name}>{name}</span>
              {options.length > 0 && <span className={style.options}>{options.join(" · ")}</span>}
              {usual.length > 0 && <span className={style.usual}>{usual.join(" · ")}</span>}
              <span className={style.tickets}>
                {tickets
                  .map(({ number, quantity: some }) => (some > 1 ? `${number} ×${some}` : number))
                  .join(", ")}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
