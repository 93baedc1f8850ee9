// How the day goes, at a glance.

import { useApi } from "@comanda/session";
import { useQuery } from "@tanstack/react-query";
import { Bars } from "../../charts/Bars.tsx";
import { Dial } from "../../charts/Dial.tsx";
import { Ranked } from "../../charts/Ranked.tsx";
import { ticks } from "../../charts/scale.ts";
import { Page } from "../../frame/Page.tsx";
import { useHere } from "../../frame/places.tsx";
import { digitsOf } from "../../parts/amount.ts";
import { Card } from "../../parts/Card.tsx";
import { Answered } from "../../parts/States.tsx";
import { dayIn, hourIn, plusDays } from "../../parts/zones.ts";
import { useWords } from "../../words/index.ts";
import style from "./Dashboard.module.css";
import { Figures } from "./Figures.tsx";
import { Queue } from "./Queue.tsx";
import { Shop } from "./Shop.tsx";
import { SoldOut } from "./SoldOut.tsx";
import { hourBars, kept, type Sales } from "./sales.ts";

/** How old the figures get; what changes within seconds is in the queue beside them. */
const REFRESHED_MS = 60_000;

export function Dashboard() {
  const { t, f } = useWords();
  const here = useHere();
  const today = dayIn(here.time_zone, new Date());
  const current = useSales(here.id, today, today);
  const before = useSales(here.id, plusDays(today, -7), plusDays(today, -7));
  const week = useSales(here.id, plusDays(today, -6), today);
  const lead = f.date(new Date(), { dateStyle: "full" }, here.time_zone);
  return (
    <Page title={t("dashboard_title")} lead={`${here.name} · ${lead}`}>
      <Shop />
      <Answered query={current}>
        {(sales) => (
          <>
            <Figures sales={sales} before={before.data} week={week.data} />
            <div className={style.wide}>
              <Hours sales={sales} before={before.data} />
              <PromiseKept promise={sales.promise} />
            </div>
            <div className={style.even}>
              <Queue />
              <div className={style.column}>
                <Top sales={sales} />
                <SoldOut />
              </div>
            </div>
          </>
        )}
      </Answered>
    </Page>
  );
}

function useSales(location: string, from: string, to: string) {
  const api = useApi();
  return useQuery({
    queryKey: ["sales", location, from, to],
    queryFn: async () => {
      const { data } = await api.GET("/v1/locations/{location}/sales", {
        params: { path: { location }, query: { from, to } },
      });
      return data as Sales;
    },
    refetchInterval: REFRESHED_MS,
  });
}

function Hours({ sales, before }: { sales: Sales; before: Sales | undefined }) {
  const { t, f } = useWords();
  const here = useHere();
  const now = hourIn(here.time_zone, new Date());
  const bars = hourBars(sales.by_hour, before?.by_hour ?? [], now, (hour) => {
    const at = (one: number) => f.date(new Date(2024, 0, 1, one), { hour: "numeric" });
    return { short: at(hour), name: `${at(hour)} – ${at(hour + 1)}` };
  });
  const most = Math.max(...bars.map((bar) => Math.max(bar.value, bar.compared ?? 0)));
  return (
    <Card title={t("by_hour")}>
      <Bars
        title={t("by_hour")}
        bars={bars}
        ticks={ticks(Math.max(most, 1000))}
        format={(value) => f.money(value, sales.currency)}
        mark={(value) =>
          f.number(value / 10 ** digitsOf(sales.currency), {
            style: "currency",
            currency: sales.currency,
            maximumFractionDigits: 0,
          })
        }
        names={[t("today"), t("last_week")]}
        usual={bars.findIndex((bar) => bar.open)}
      />
    </Card>
  );
}

function PromiseKept({ promise }: { promise: Sales["promise"] }) {
  const { t, f } = useWords();
  const share = kept(promise);
  const median = promise.median_s;
  return (
    <Card title={t("promise")}>
      <Dial
        share={share}
        text={share === undefined ? "–" : f.percent(share)}
        below={share === undefined ? t("promise_none") : t("promise_kept")}
      />
      {share !== undefined && (
        <p className={style.below}>
          {t("promise_counts", { kept: promise.kept, late: promise.late })}
          {median != null && (
            <>
              <br />
              {t("promise_median", { minutes: Math.max(1, Math.round(median / 60)) })}
            </>
          )}
        </p>
      )}
    </Card>
  );
}

function Top({ sales }: { sales: Sales }) {
  const { t, f } = useWords();
  return (
    <Card title={t("top_products")}>
      {sales.top_products.length === 0 ? (
        <p className={style.none}>{t("nothing_sold")}</p>
      ) : (
        <Ranked
          ranks={sales.top_products.slice(0, 6).map((one) => ({
            id: one.product,
            name: one.name,
            value: one.quantity,
            text: f.number(one.quantity),
            more: f.money(one.gross_minor, sales.currency),
          }))}
        />
      )}
    </Card>
  );
}
