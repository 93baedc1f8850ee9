// Paused or busy, with the time that is left, on every screen: nobody should wonder why it is quiet.

import { Icon } from "@comanda/ui";
import { Link } from "wouter";
import { useWords } from "../../words/index.ts";
import { usePlace } from "../shell/Place.tsx";
import { clock } from "../tickets/ages.ts";
import { useAt } from "../tickets/useAt.ts";
import style from "./Pace.module.css";
import { paceOf } from "./pace.ts";

export function PaceBanner() {
  const { t } = useWords();
  const { location } = usePlace();
  const pausedS = useAt((now) => paceOf(location, now).pausedS);
  const busyS = useAt((now) => paceOf(location, now).busyS);
  if (!pausedS && !busyS) return null;
  const minutes = location?.busy?.extra_minutes ?? 0;
  const text = pausedS
    ? t("pausedFor", { left: clock(pausedS) })
    : t("busyFor", { minutes, left: clock(busyS ?? 0) });
  return (
    <p className={style.banner}>
      <Icon name={pausedS ? "pause" : "clock"} />
      <span>{text}</span>
      <Link href="/pace">{t("change")}</Link>
    </p>
  );
}
