import { Bars } from "../../charts/Bars.tsx";
import { ticks } from "../../charts/scale.ts";
import { Card } from "../../parts/Card.tsx";
import { useWords } from "../../words/index.ts";
import type { Compared } from "./Figures.tsx";
import { dayBars } from "./sales.ts";
import { useMoney } from "./useMoney.ts";

/** How one day goes beside the others, and beside the same weekday before. */
export function ByDay({ period, sales, before }: Compared) {
  const { t, f } = useWords();
  const money = useMoney(sales.currency);
  const isWeek = sales.by_day.length <= 7;
  const bars = dayBars(sales.by_day, before?.by_day ?? [], (day) => ({
    short: f.date(day, isWeek ? { weekday: "short" } : { day: "numeric", month: "numeric" }, "UTC"),
    name: f.date(day, { weekday: "long", day: "numeric", month: "long" }, "UTC"),
  }));
  const most = Math.max(...bars.map((bar) => Math.max(bar.value, bar.compared ?? 0)));
  return (
    <Card title={t("by_day")}>
      <Bars
        title={t("by_day")}
        bars={bars}
        ticks={ticks(Math.max(most, 1000))}
        {...money}
        names={[t(`period_${period}`), ...(before?.orders ? [t(`before_${period}`)] : [])]}
        usual={bars.length - 1}
      />
    </Card>
  );
}
