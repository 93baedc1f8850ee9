import type { Location } from "@comanda/api";
import { useNow } from "@comanda/ui";
import page from "../../shell/Page.module.css";
import { useWords } from "../../words/index.ts";
import { dayIn } from "../checkout/slots.ts";
import style from "./AboutPage.module.css";
import { otherDays, rangesOf, WEEK, weekdayOf } from "./hours.ts";

/** A Monday, to have weekdays named by the language. */
const A_MONDAY = Date.UTC(2024, 0, 1, 12);

/** When a location is open, with today marked, and the days to come that differ. */
export function HoursPart({ location }: { location: Location }) {
  const { t, f } = useWords();
  const { hours, time_zone } = location;
  const today = dayIn(time_zone, useNow(60_000), 0);
  const others = otherDays(hours.exceptions, today);
  const clock = (time: string) =>
    f.date(`2024-01-01T${time === "24:00" ? "00:00" : time}:00Z`, { timeStyle: "short" }, "UTC");
  const spoken = (range: string) => {
    if (range === "00:00-24:00") return t("all_day");
    const [from = "", to = ""] = range.split("-");
    return `${clock(from)} – ${clock(to)}`;
  };
  const said = (ranges: readonly string[]) =>
    ranges.length > 0 ? ranges.map(spoken).join(", ") : t("closed");
  return (
    <section className={page.card} aria-labelledby="hours">
      <h2 id="hours">{t("hours")}</h2>
      <dl className={page.sum}>
        {WEEK.map((day, place) => {
          const here = day === weekdayOf(today);
          const name = f.date(new Date(A_MONDAY + place * 86_400_000), { weekday: "long" }, "UTC");
          return (
            <div key={day} className={here ? style.today : undefined}>
              <dt>{here ? `${name} (${t("today")})` : name}</dt>
              <dd>{said(rangesOf(hours, day, today))}</dd>
            </div>
          );
        })}
      </dl>
      {others.length > 0 && (
        <>
          <h3 className={style.other}>{t("hours_other")}</h3>
          <dl className={page.sum}>
            {others.map(({ day, ranges }) => (
              <div key={day} className={day === today ? style.today : undefined}>
                <dt>
                  {f.date(
                    `${day}T12:00:00Z`,
                    { weekday: "short", day: "numeric", month: "long" },
                    "UTC",
                  )}
                </dt>
                <dd>{said(ranges)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}
