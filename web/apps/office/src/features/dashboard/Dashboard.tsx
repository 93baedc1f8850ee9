// How the café goes, at a glance: today as it happens, or the days before.

import { useNow } from "@comanda/ui";
import { Page } from "../../frame/Page.tsx";
import { useHere } from "../../frame/places.tsx";
import { useAddress } from "../../parts/address.ts";
import { OneOf } from "../../parts/Chips.tsx";
import { Answered } from "../../parts/States.tsx";
import { dayIn } from "../../parts/zones.ts";
import { useWords } from "../../words/index.ts";
import { ByDay } from "./ByDay.tsx";
import { ByHour } from "./ByHour.tsx";
import style from "./Dashboard.module.css";
import { Figures } from "./Figures.tsx";
import { Low } from "./Low.tsx";
import { PromiseKept } from "./PromiseKept.tsx";
import { isPeriod, PERIODS, type Period, type Span, spansOf } from "./periods.ts";
import { Queue } from "./Queue.tsx";
import { Shop } from "./Shop.tsx";
import { SoldOut } from "./SoldOut.tsx";
import { Top } from "./Top.tsx";
import { useSales } from "./useSales.ts";

const ASKED = ["days"] as const;

export function Dashboard() {
  const { t, f } = useWords();
  const here = useHere();
  const [asked, ask] = useAddress(ASKED);
  const period = isPeriod(asked.days) ? asked.days : "today";
  const spans = spansOf(period, dayIn(here.time_zone, useNow(60_000)));
  return (
    <Page
      title={t(`period_${period}`)}
      lead={`${here.name} · ${written(spans.now, f.locale)}`}
      actions={
        <OneOf
          legend={t("period")}
          quiet
          value={period}
          onChange={(days) => ask({ days: days === "today" ? "" : days })}
          choices={PERIODS.map((one) => ({ value: one, label: t(`days_${one}`) }))}
        />
      }
    >
      {period === "today" && <Shop />}
      <Sold key={period} period={period} {...spans} />
    </Page>
  );
}

/** A day in full, or from which to which. */
function written({ from, to }: Span, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: from === to ? "full" : "long",
    timeZone: "UTC",
  });
  return format.formatRange(new Date(from), new Date(to));
}

function Sold({ period, now, before }: { period: Period; now: Span; before: Span }) {
  const here = useHere();
  const sold = useSales(here.id, now);
  const { data: compared } = useSales(here.id, before);
  return (
    <Answered query={sold}>
      {(sales) => {
        const both = { period, sales, before: compared };
        const hours = <ByHour {...both} />;
        const isLong = sales.by_day.length > 1;
        return (
          <>
            <Figures {...both} />
            <div className={style.wide}>
              {isLong ? <ByDay {...both} /> : hours}
              <PromiseKept promise={sales.promise} />
            </div>
            {period === "today" ? (
              <div className={style.even}>
                <div className={style.column}>
                  <Queue />
                  <Low />
                </div>
                <div className={style.column}>
                  <Top sales={sales} />
                  <SoldOut />
                </div>
              </div>
            ) : (
              <div className={isLong ? style.even : undefined}>
                <Top sales={sales} />
                {isLong && hours}
              </div>
            )}
          </>
        );
      }}
    </Answered>
  );
}
