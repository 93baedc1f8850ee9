// The board customers look at, from across the room.

import { Icon } from "@comanda/ui";
import { useId, useMemo } from "react";
import { Link } from "wouter";
import { useWords } from "../../words/index.ts";
import { CodePanel } from "../code/CodePanel.tsx";
import { useIsStale } from "../shell/ConnectionBanner.tsx";
import { usePlace } from "../shell/Place.tsx";
import { usePage } from "../shell/usePage.ts";
import { useWakeLock } from "../shell/useWakeLock.ts";
import type { Ticket } from "../tickets/ticket.ts";
import { useAt } from "../tickets/useAt.ts";
import { useTickets } from "../tickets/useDesk.tsx";
import style from "./Display.module.css";
import { rowsOf } from "./rows.ts";

const LOOK_AGAIN_MS = 5_000;

export function Display() {
  const { t, f } = useWords();
  const heading = usePage(t("display"));
  const { location, preparationMinutes } = usePlace();
  const shown = useTickets();
  const isStale = useIsStale();
  useWakeLock();
  const turn = useAt((now) => Math.floor(now / LOOK_AGAIN_MS));
  const time = useAt((now) => f.time(new Date(now), location?.time_zone));
  const { preparing, ready } = useMemo(() => {
    const tickets = shown.map(({ ticket }) => ticket);
    return rowsOf(tickets, Math.max(Date.now(), turn * LOOK_AGAIN_MS), preparationMinutes);
  }, [shown, turn, preparationMinutes]);
  const newest = ready[0];
  const isEvent = Boolean(location?.ordering.qr_codes);
  return (
    <div className={style.page}>
      <header className={style.head}>
        <Link href="/" className={style.back} aria-label={t("backToTickets")}>
          <Icon name="back" />
        </Link>
        <h1 ref={heading} tabIndex={-1}>
          {location?.name ?? t("display")}
        </h1>
        <time className={style.time}>{time}</time>
      </header>
      <main className={style.main} data-event={isEvent || undefined}>
        <Rows title={t("columnPreparing")} tickets={preparing} empty={t("displayNonePreparing")} />
        <Rows title={t("columnReady")} tickets={ready} empty={t("displayNoneReady")} isReady />
        {isEvent && (
          <aside className={style.code} aria-label={t("code")}>
            <h2>{t("codeTitle")}</h2>
            <CodePanel />
          </aside>
        )}
      </main>
      <p className="quiet-hidden" role="status">
        {newest && t("displayReady", { number: newest.number ?? "", name: newest.name ?? "" })}
      </p>
      {isStale && <p className={style.stale}>{t("displayStale")}</p>}
    </div>
  );
}

interface Props {
  title: string;
  tickets: Ticket[];
  empty: string;
  isReady?: boolean;
}

function Rows({ title, tickets, empty, isReady = false }: Props) {
  const heading = useId();
  return (
    <section className={style.rows} data-ready={isReady || undefined} aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      {tickets.length === 0 && <p className={style.empty}>{empty}</p>}
      <ul data-many={tickets.length > 7 || undefined}>
        {tickets.map(({ id, number, name }) => (
          <li key={id} className={style.row}>
            <strong>{number}</strong>
            {name && <span dir="auto">{name}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
