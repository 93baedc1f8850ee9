// Says that what is shown may be old, and since when, and what has not been sent yet.

import { Icon } from "@comanda/ui";
import { useEffect, useState } from "react";
import { useWords } from "../../words/index.ts";
import { useConnection, useWaiting } from "../tickets/useDesk.tsx";
import { usePlace } from "./Place.tsx";
import style from "./Shell.module.css";

/** A connection that is back within this was hardly gone. */
const NOTICED_AFTER_MS = 1_500;

/** Whether the connection is gone, for so long that it should be said. */
export function useIsStale(): boolean {
  const { state } = useConnection();
  const isGone = state !== "live";
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!isGone) return;
    const timer = setTimeout(() => setLong(true), NOTICED_AFTER_MS);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [isGone]);
  return isGone && isLong;
}

export function ConnectionBanner() {
  const { t, f } = useWords();
  const { location } = usePlace();
  const { state, since } = useConnection();
  const { actions } = useWaiting();
  const isStale = useIsStale();
  const text = () => {
    if (state === "refused") return t("connectionRefused");
    if (since === undefined) return t("connecting");
    return t("notConnected", { time: f.time(new Date(since), location?.time_zone) });
  };
  return (
    <div role="status">
      {isStale && (
        <p className={style.stale}>
          <Icon name="warning" />
          <span>
            {text()} {actions.length > 0 && t("unsent", { count: actions.length })}
          </span>
        </p>
      )}
    </div>
  );
}
