// A location: where it is, when it is open, and what the allergens mean.

import { ALLERGENS, type Location } from "@comanda/api";
import { Icon } from "@comanda/ui";
import { useLocationOf } from "../../lib/queries.ts";
import { Failed } from "../../shell/Failed.tsx";
import page from "../../shell/Page.module.css";
import { PageHead } from "../../shell/PageHead.tsx";
import { Waiting } from "../../shell/Waiting.tsx";
import { type Key, useWords } from "../../words/index.ts";
import { Availability } from "../places/Availability.tsx";
import style from "./AboutPage.module.css";

const DAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

/** A Monday, to have weekdays named by the language. */
const A_MONDAY = Date.UTC(2024, 0, 1, 12);

export default function AboutPage({ id }: { id: string }) {
  const { location, query } = useLocationOf(id);
  if (query.isError && !location) return <Failed error={query.error} again={query.refetch} />;
  if (!location) return <Waiting />;
  return <About location={location} />;
}

function About({ location }: { location: Location }) {
  const { t, f } = useWords();
  const map = `https://www.openstreetmap.org/search?query=${encodeURIComponent(location.address.join(", "))}`;
  const clock = (time: string) =>
    f.date(
      new Date(`2024-01-01T${time === "24:00" ? "00:00" : time}:00Z`),
      { timeStyle: "short" },
      "UTC",
    );
  const spoken = (range: string) => {
    if (range === "00:00-24:00") return t("all_day");
    const [from = "", to = ""] = range.split("-");
    return `${clock(from)} – ${clock(to)}`;
  };
  return (
    <div className={page.page}>
      <PageHead back={`/l/${location.id}`}>{location.name}</PageHead>
      <Availability location={location} />
      <section className={page.card} aria-labelledby="where">
        <h2 id="where">{t("where")}</h2>
        <address className={style.address}>
          {location.address.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </address>
        <p className={page.row}>
          <a href={map} rel="noreferrer" target="_blank" className={style.way}>
            <Icon name="pin" size={20} /> {t("map")}
          </a>
          {location.phone && (
            <a href={`tel:${location.phone.replace(/\s/g, "")}`} className={style.way}>
              <bdi>{location.phone}</bdi>
            </a>
          )}
        </p>
      </section>
      <section className={page.card} aria-labelledby="hours">
        <h2 id="hours">{t("hours")}</h2>
        <dl className={page.sum}>
          {DAYS.map((day, place) => {
            const ranges = location.hours[day] ?? [];
            const name = f.date(
              new Date(A_MONDAY + place * 86_400_000),
              { weekday: "long" },
              "UTC",
            );
            return (
              <div key={day}>
                <dt>{name}</dt>
                <dd>{ranges.length > 0 ? ranges.map(spoken).join(", ") : t("closed")}</dd>
              </div>
            );
          })}
        </dl>
      </section>
      <section className={page.card} aria-labelledby="allergens">
        <h2 id="allergens">{t("allergens")}</h2>
        <p>{t("allergens_hint")}</p>
        <ul className={style.allergens}>
          {ALLERGENS.map((allergen) => (
            <li key={allergen}>{t(`allergen.${allergen}` as Key)}</li>
          ))}
        </ul>
      </section>
    </div>
  );
}
