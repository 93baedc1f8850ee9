// Whether a location takes orders now, until when, and how long one takes.

import type { Location } from "@comanda/api";
import { useNow } from "@comanda/ui";
import { useWords } from "../../words/index.ts";
import style from "./Availability.module.css";
import { paceOf } from "./pace.ts";

export function Availability({ location }: { location: Location }) {
  const { t, f } = useWords();
  const now = useNow(30_000);
  const pace = paceOf(location, now);
  const zone = location.time_zone;
  const when = (at: string) => {
    const far = Date.parse(at) - now.getTime() > 20 * 3_600_000;
    const weekday = { weekday: "short", hour: "numeric", minute: "2-digit" } as const;
    return far ? f.date(at, weekday, zone) : f.time(at, zone);
  };
  return (
    <span className={style.line}>
      <span className={[style.dot, style[pace.kind]].join(" ")} aria-hidden="true" />
      {pace.kind === "paused" && (
        <strong>{pace.until ? t("paused_until", { time: when(pace.until) }) : t("paused")}</strong>
      )}
      {pace.kind === "closed" && (
        <strong>
          {pace.opensAt ? t("closed_until", { time: when(pace.opensAt) }) : t("closed")}
        </strong>
      )}
      {(pace.kind === "open" || pace.kind === "busy") && (
        <>
          <strong>{t(pace.kind === "busy" ? "busy" : "open")}</strong>
          <span>{t("wait", { count: pace.minutes })}</span>
          {pace.closesSoon && <span>{t("closes", { time: when(pace.closesSoon) })}</span>}
        </>
      )}
    </span>
  );
}
