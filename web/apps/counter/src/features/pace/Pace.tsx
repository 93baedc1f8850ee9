// A break, or more to do than usual. Both end by themselves, so that nobody has to think of it.

import type { Location } from "@comanda/api";
import { asProblem } from "@comanda/api";
import { useApi } from "@comanda/session";
import { Button, Icon, Notice, useToast } from "@comanda/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWords } from "../../words/index.ts";
import { useProblem } from "../../words/problems.ts";
import { usePlace } from "../shell/Place.tsx";
import { usePage } from "../shell/usePage.ts";
import { clock } from "../tickets/ages.ts";
import { useAt } from "../tickets/useAt.ts";
import { Choice } from "./Choice.tsx";
import style from "./Pace.module.css";
import { paceOf } from "./pace.ts";

const PAUSE_MINUTES = [5, 10, 15, 30, 60] as const;
const EXTRA_MINUTES = [5, 10, 15, 20, 30, 45] as const;
const BUSY_MINUTES = [30, 60, 120] as const;

export function Pace() {
  const { t, f } = useWords();
  const heading = usePage(t("pace"));
  const { location } = usePlace();
  const { mutate, isPending } = usePace();
  const pausedS = useAt((now) => paceOf(location, now).pausedS);
  const busyS = useAt((now) => paceOf(location, now).busyS);
  const [pause, setPause] = useState<number>(15);
  const [extra, setExtra] = useState<number>(10);
  const [span, setSpan] = useState<number>(60);
  const minutes = (count: number) => t("minutes", { count });
  const inMinutes = (count: number) => new Date(Date.now() + count * 60_000).toISOString();
  const time = (at: string | null | undefined) => (at ? f.time(at, location?.time_zone) : "");
  return (
    <div className={style.page}>
      <h1 ref={heading} tabIndex={-1}>
        {t("pace")}
      </h1>
      {location && !location.open && !pausedS && <Notice tone="warn">{t("closedNow")}</Notice>}
      <section className={style.card} aria-labelledby="pause">
        <h2 id="pause">
          <Icon name="pause" /> {t("pauseTitle")}
        </h2>
        <p>{t("pauseText")}</p>
        {pausedS ? (
          <>
            <p className={style.running} role="timer">
              {t("pausedUntil", { time: time(location?.paused_until), left: clock(pausedS) })}
            </p>
            <Button kind="primary" busy={isPending} onClick={() => mutate({ paused_until: null })}>
              {t("resume")}
            </Button>
          </>
        ) : (
          <>
            <Choice
              legend={t("pauseFor")}
              values={PAUSE_MINUTES}
              chosen={pause}
              words={minutes}
              onChoose={setPause}
            />
            <Button busy={isPending} onClick={() => mutate({ paused_until: inMinutes(pause) })}>
              {t("pauseStart")}
            </Button>
          </>
        )}
      </section>
      <section className={style.card} aria-labelledby="busy">
        <h2 id="busy">
          <Icon name="clock" /> {t("busyTitle")}
        </h2>
        <p>{t("busyText")}</p>
        {busyS ? (
          <>
            <p className={style.running} role="timer">
              {t("busyUntil", {
                minutes: location?.busy?.extra_minutes ?? 0,
                time: time(location?.busy?.until),
                left: clock(busyS),
              })}
            </p>
            <Button kind="primary" busy={isPending} onClick={() => mutate({ busy: null })}>
              {t("busyEnd")}
            </Button>
          </>
        ) : (
          <>
            <Choice
              legend={t("busyExtra")}
              values={EXTRA_MINUTES}
              chosen={extra}
              words={minutes}
              onChoose={setExtra}
            />
            <Choice
              legend={t("busySpan")}
              values={BUSY_MINUTES}
              chosen={span}
              words={minutes}
              onChoose={setSpan}
            />
            <Button
              busy={isPending}
              onClick={() => mutate({ busy: { extra_minutes: extra, until: inMinutes(span) } })}
            >
              {t("busyStart")}
            </Button>
          </>
        )}
      </section>
    </div>
  );
}

type Change = Pick<Location, "paused_until" | "busy">;

/** Changes one of the two and leaves the other as it is. */
function usePace() {
  const api = useApi();
  const queries = useQueryClient();
  const toast = useToast();
  const problem = useProblem();
  const { id, location } = usePlace();
  return useMutation({
    mutationFn: async (change: Change) => {
      const { pausedS, busyS } = paceOf(location, Date.now());
      const kept = {
        paused_until: pausedS ? (location?.paused_until ?? null) : null,
        busy: busyS ? (location?.busy ?? null) : null,
      };
      const params = { path: { location: id } };
      const body = { ...kept, ...change };
      return (await api.PUT("/v1/locations/{location}/pace", { params, body })).data;
    },
    onSuccess: (answer) => queries.setQueryData(["place", id], answer),
    onError: (thrown) => {
      const { code, message } = asProblem(thrown);
      toast(problem(code, message));
    },
  });
}
