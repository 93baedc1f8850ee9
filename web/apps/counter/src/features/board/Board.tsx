// The board: what is to be made, what is being made, and what can be handed over.

import { Button, Icon } from "@comanda/ui";
import { useMemo, useRef, useState } from "react";
import { useSearchParams } from "wouter";
import { useWords } from "../../words/index.ts";
import { useIsStale } from "../shell/ConnectionBanner.tsx";
import { usePlace } from "../shell/Place.tsx";
import { usePage } from "../shell/usePage.ts";
import { useWakeLock } from "../shell/useWakeLock.ts";
import type { Ticket } from "../tickets/ticket.ts";
import { useAt } from "../tickets/useAt.ts";
import { useConnection, useTickets } from "../tickets/useDesk.tsx";
import { AllDay } from "./AllDay.tsx";
import style from "./Board.module.css";
import { Column } from "./Column.tsx";
import { COLUMNS, type ColumnName, columnsOf, stationsOf } from "./columns.ts";
import { Keys } from "./Keys.tsx";
import { PrintTicket } from "./PrintTicket.tsx";
import { Recent } from "./Recent.tsx";
import { SearchBox } from "./SearchBox.tsx";
import { Stations } from "./Stations.tsx";
import { Tabs } from "./Tabs.tsx";
import { useBoardKeys } from "./useBoardKeys.ts";
import { StepsProvider } from "./useSteps.tsx";

/** How often tickets are put in their sequence anew although nothing has happened. */
const SORT_EVERY_MS = 10_000;

export function Board() {
  return (
    <StepsProvider>
      <Tickets />
    </StepsProvider>
  );
}

function Tickets() {
  const { t } = useWords();
  const { preparationMinutes } = usePlace();
  const shown = useTickets();
  useWakeLock();
  const { state, since } = useConnection();
  const isUnknown = state !== "live" && since === undefined;
  const isStale = useIsStale();
  const [params, setParams] = useSearchParams();
  const [search, setSearch] = useState("");
  const [sheet, setSheet] = useState<"keys" | "recent">();
  const [printing, setPrinting] = useState<Ticket>();
  const box = useRef<HTMLInputElement>(null);

  const stations = useMemo(() => stationsOf(shown), [shown]);
  const station = stations.find((one) => one === params.get("station"));
  const column = COLUMNS.find((one) => one === params.get("column")) ?? "new";
  const isAllDay = params.get("view") === "all-day";
  const set = (key: string, value: string | undefined) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(key, value);
        else next.delete(key);
        return next;
      },
      { replace: true },
    );

  const turn = useAt((now) => Math.floor(now / SORT_EVERY_MS));
  const columns = useMemo(
    () =>
      columnsOf(shown, Math.max(Date.now(), turn * SORT_EVERY_MS), preparationMinutes, {
        station,
        search,
      }),
    [shown, turn, preparationMinutes, station, search],
  );
  // Whoever looks at something else sees in the browser's tabs that somebody waits.
  const waiting = columns.new.length;
  const heading = usePage(waiting > 0 ? `(${waiting}) ${t("board")}` : t("board"));
  useBoardKeys({
    columns,
    isIdle: !sheet,
    search: () => box.current?.focus(),
    showKeys: () => setSheet("keys"),
  });
  const isEmpty = COLUMNS.every((name) => columns[name].length === 0) && columns.later.length === 0;

  return (
    <div
      className={style.board}
      data-stale={isStale || undefined}
      data-fills={!isAllDay || undefined}
    >
      <h1 ref={heading} tabIndex={-1} className="quiet-hidden">
        {t("board")}
      </h1>
      <div className={style.tools}>
        <SearchBox ref={box} value={search} columns={columns} onChange={setSearch} />
        <Stations stations={stations} chosen={station} onChoose={(one) => set("station", one)} />
        <div className={style.views}>
          <Button
            aria-pressed={isAllDay}
            kind={isAllDay ? "primary" : "plain"}
            onClick={() => set("view", isAllDay ? undefined : "all-day")}
          >
            <Icon name="list" />
            <span>{t("allDay")}</span>
          </Button>
          <Button onClick={() => setSheet("recent")}>
            <Icon name="undo" />
            <span>{t("recent")}</span>
          </Button>
          <Button className={style.keysButton ?? ""} onClick={() => setSheet("keys")}>
            <Icon name="keys" />
            <span>{t("keys")}</span>
          </Button>
        </div>
      </div>
      {isAllDay ? (
        <AllDay shown={shown} station={station} />
      ) : (
        <>
          <Tabs columns={columns} chosen={column} onChoose={(one) => set("column", one)} />
          <div className={style.columns}>
            {COLUMNS.map((name: ColumnName) => (
              <Column
                key={name}
                name={name}
                shown={columns[name]}
                later={name === "new" ? columns.later : []}
                isChosen={name === column}
                isLoading={isUnknown && isEmpty}
                station={station}
                onPrint={setPrinting}
              />
            ))}
          </div>
        </>
      )}
      {sheet === "keys" && <Keys onClose={() => setSheet(undefined)} />}
      {sheet === "recent" && (
        <Recent shown={shown} onPrint={setPrinting} onClose={() => setSheet(undefined)} />
      )}
      {printing && <PrintTicket ticket={printing} onDone={() => setPrinting(undefined)} />}
    </div>
  );
}
