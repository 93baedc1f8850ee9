import type { ReactNode } from "react";
import { Sparkline } from "../../charts/Sparkline.tsx";
import { useHere } from "../../frame/places.tsx";
import { hourIn } from "../../parts/zones.ts";
import { useWords } from "../../words/index.ts";
import style from "./Dashboard.module.css";
import { change, type Sales, soFar } from "./sales.ts";

interface Props {
  sales: Sales;
  before: Sales | undefined;
  week: Sales | undefined;
}

/** The four numbers of the day. Last week's are those up to the same hour. */
export function Figures({ sales, before, week }: Props) {
  const { t, f } = useWords();
  const here = useHere();
  const then = before && soFar(before.by_hour, hourIn(here.time_zone, new Date()));
  const money = (minor: number) => f.money(minor, sales.currency);
  return (
    <div className={style.figures}>
      <Figure name={t("sales")} value={money(sales.gross_minor)}>
        <Against now={sales.gross_minor} then={then?.gross_minor} write={money} />
        {week && <Sparkline values={week.by_day.map((day) => day.gross_minor)} />}
      </Figure>
      <Figure name={t("orders")} value={f.number(sales.orders)}>
        <Against now={sales.orders} then={then?.orders} write={(count) => f.number(count)} />
        {week && <Sparkline values={week.by_day.map((day) => day.orders)} />}
      </Figure>
      <Figure name={t("average")} value={money(sales.average_minor)}>
        <p>
          {before &&
            (before.orders > 0
              ? t("value_last_week", { value: money(before.average_minor) })
              : t("no_comparison"))}
        </p>
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

function Against(props: {
  now: number;
  then: number | undefined;
  write: (value: number) => string;
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
  return (
    <p>
      <span className={share >= 0 ? style.up : style.down}>{text}</span>{" "}
      {t("against_last_week", { value: props.write(then) })}
    </p>
  );
}
