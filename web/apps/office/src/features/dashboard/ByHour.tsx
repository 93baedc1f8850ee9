import { Bars } from "../../charts/Bars.tsx";
import { ticks } from "../../charts/scale.ts";
import { useHere } from "../../frame/places.tsx";
import { Card } from "../../parts/Card.tsx";
import { hourIn } from "../../parts/zones.ts";
import { useWords } from "../../words/index.ts";
import type { Compared } from "./Figures.tsx";
import { hourBars } from "./sales.ts";
import { useMoney } from "./useMoney.ts";

/** When something is bought: of one day, or on a usual one of several. */
export function ByHour({ period, sales, before }: Compared) {
  const { t, f } = useWords();
  const here = useHere();
  const money = useMoney(sales.currency);
  const days = sales.by_day.length;
  const now = period === "today" ? hourIn(here.time_zone, new Date()) : undefined;
  const title = t(days > 1 ? "by_hour_usual" : "by_hour");
  const bars = hourBars(sales.by_hour, before?.by_hour ?? [], now, days, (hour) => {
    const at = (one: number, minute?: "2-digit") =>
      f.date(new Date(2024, 0, 1, one), { hour: "numeric", ...(minute ? { minute } : {}) });
    return { short: at(hour), name: `${at(hour, "2-digit")} – ${at(hour + 1, "2-digit")}` };
  });
  const most = Math.max(...bars.map((bar) => Math.max(bar.value, bar.compared ?? 0)));
  return (
    <Card title={title}>
      <Bars
        title={title}
        bars={bars}
        ticks={ticks(Math.max(most, 1000))}
        {...money}
        names={[t(`period_${period}`), ...(before?.orders ? [t(`before_${period}`)] : [])]}
        usual={bars.findIndex((bar) =>
          now === undefined ? bar.value === highest(bars) : bar.open,
        )}
      />
    </Card>
  );
}

const highest = (bars: { value: number }[]) => Math.max(...bars.map((bar) => bar.value));
