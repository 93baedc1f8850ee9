import type { ReactNode } from "react";
import { Sparkline } from "../../charts/Sparkline.tsx";
import { useHere } from "../../frame/places.tsx";
import { localOf, plusDays } from "../../parts/zones.ts";
import { useWords } from "../../words/index.ts";
import style from "./Dashboard.module.css";
import type { Period } from "./periods.ts";
import { change, type Sales, type Sum, soFar } from "./sales.ts";
import { useSales } from "./useSales.ts";

/** What was sold, and what was sold before that. */
export interface Compared {
  period: Period;
  sales: Sales;
  /** Absent as long as it is not known. */
  before: Sales | undefined;
}

/** The four numbers. Today is compared with what last week had come to by now. */
export function Figures({ period, sales, before }: Compared) {
  const { t, f } = useWords();
  const here = useHere();
  const at = localOf(here.time_zone, new Date());
  const then: Sum | undefined =
    before && period === "today"
      ? soFar(before.by_hour, Number(at.slice(11, 13)), Number(at.slice(14, 16)))
      : before;
  const money = (minor: number) => f.money(minor, sales.currency);
  const against = (of: keyof Sum, write: (value: number) => string) => (
    <Against
      now={sales[of]}
      then={then?.[of]}
      words={(value) => t(`against_${period}`, { value: write(value) })}
    />
  );
  return (
    <div className={style.figures}>
      <Figure name={t("sales")} value={money(sales.gross_minor)}>
        {against("gross_minor", money)}
        <Course sales={sales} of="gross_minor" />
      </Figure>
      <Figure name={t("orders")} value={f.number(sales.orders)}>
        {against("orders", (count) => f.number(count))}
        <Course sales={sales} of="orders" />
      </Figure>
      <Figure name={t("average")} value={money(sales.average_minor)}>
        {against("average_minor", money)}
      </Figure>
      <Figure name={t("tips")} value={money(sales.tips_minor)}>
        <p>
          {t("refunded_cancelled", {
            refunded: money(sales.refunded_minor),
            cancelled: sales.cancelled,
          })}
        </p>
      </Figure>
    </div>
  );
}

function Figure(props: { name: string; value: string; children: ReactNode }) {
  return (
    <section className={style.figure}>
      <h2>{props.name}</h2>
      <strong>{props.value}</strong>
      <div className={style.figureRow}>{props.children}</div>
    </section>
  );
}

/** How the seven days went that end with the one looked at; of several days, a chart says more. */
function Course({ sales, of }: { sales: Sales; of: "orders" | "gross_minor" }) {
  const here = useHere();
  const week = useSales(here.id, { from: plusDays(sales.to, -6), to: sales.to });
  if (sales.by_day.length > 1 || !week.data) return null;
  return <Sparkline values={week.data.by_day.map((day) => day[of])} />;
}

function Against(props: {
  now: number;
  then: number | undefined;
  words: (value: number) => string;
}) {
  const { t, f } = useWords();
  const { now, then } = props;
  if (then === undefined) return <p>{t("loading")}</p>;
  const share = change(now, then);
  if (share === undefined) return <p>{t("no_comparison")}</p>;
  const text = f.number(share, {
    style: "percent",
    maximumFractionDigits: 0,
    signDisplay: "exceptZero",
  });
  const look = share > 0 ? style.up : share < 0 ? style.down : style.same;
  return (
    <p>
      <span className={look}>{text}</span> {props.words(then)}
    </p>
  );
}
