import { useServices } from "@comanda/session";
import { Button } from "@comanda/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "wouter";
import { useHere } from "../../frame/places.tsx";
import { Pill } from "../../parts/Card.tsx";
import { useDeed } from "../../parts/deed.ts";
import { Failed } from "../../parts/States.tsx";
import { useWords } from "../../words/index.ts";
import style from "./Dashboard.module.css";

/** Whether the shop takes orders, and at what pace. `plain` is without the way to the hours. */
export function Shop({ plain = false }: { plain?: boolean }) {
  const { t, f } = useWords();
  const { api } = useServices();
  const here = useHere();
  const queries = useQueryClient();
  const deed = useDeed();
  const time = (at: string) => f.time(at, here.time_zone);
  const ahead = (at: string | null | undefined) => (at && Date.parse(at) > Date.now() ? at : null);
  const paused = ahead(here.paused_until);
  const busy = here.busy && ahead(here.busy.until) ? here.busy : null;
  const resume = () =>
    deed.run(async () => {
      await api.PUT("/v1/locations/{location}/pace", {
        params: { path: { location: here.id } },
        body: { paused_until: null, busy: null },
      });
      await queries.invalidateQueries({ queryKey: ["locations"] });
    }, t("pace_normal"));
  return (
    <>
      <div className={style.shop}>
        {paused ? (
          <Pill tone="warn">{t("shop_paused", { time: time(paused) })}</Pill>
        ) : here.open ? (
          <Pill tone="good">{t("shop_open")}</Pill>
        ) : (
          <Pill tone="bad">{t("shop_closed")}</Pill>
        )}
        {busy && (
          <Pill tone="warn">
            {t("shop_busy", { minutes: busy.extra_minutes, time: time(busy.until) })}
          </Pill>
        )}
        {!paused && here.open && here.closes_at && (
          <span>{t("closes_at", { time: time(here.closes_at) })}</span>
        )}
        {!paused && !here.open && here.opens_at && (
          <span>{t("opens_at", { time: f.dayTime(here.opens_at, here.time_zone) })}</span>
        )}
        {(paused || busy) && (
          <Button busy={deed.busy} onClick={resume}>
            {t("resume")}
          </Button>
        )}
        {!plain && <Link href="/hours">{t("change_hours")}</Link>}
      </div>
      {deed.error ? <Failed error={deed.error} /> : null}
    </>
  );
}
