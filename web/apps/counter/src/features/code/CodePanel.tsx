// The code of now, how long it is good, and for how many.

import { asProblem } from "@comanda/api";
import { useApi } from "@comanda/session";
import { Button, Notice, Skeleton } from "@comanda/ui";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useWords } from "../../words/index.ts";
import { useProblem } from "../../words/problems.ts";
import { usePlace } from "../shell/Place.tsx";
import { clock } from "../tickets/ages.ts";
import { useAt } from "../tickets/useAt.ts";
import style from "./Code.module.css";
import { QrCode } from "./QrCode.tsx";
import { addressOf, leftS, turnOf } from "./turn.ts";

/** How many are left changes with every scan. */
const LOOK_AGAIN_MS = 4_000;

export function CodePanel() {
  const { t } = useWords();
  const problem = useProblem();
  const { data, error, isPending, refetch } = useCode();
  const turn = useAt((now) => (data ? turnOf(data, now) : undefined));
  const left = useAt((now) => (data ? leftS(data, now) : 0));
  useEffect(() => {
    if (turn === "over") refetch();
  }, [turn, refetch]);
  if (isPending) return <Skeleton height="20rem" />;
  if (!data) {
    const failure = asProblem(error);
    return (
      <Notice tone="bad">
        {problem(failure.code, failure.message)}
        <Button onClick={() => refetch()}>{t("retry")}</Button>
      </Notice>
    );
  }
  const address = addressOf(data.code, location.href, import.meta.env.BASE_URL);
  return (
    <div className={style.panel}>
      {turn === "code" ? (
        <QrCode text={address} label={t("codeLabel")} />
      ) : (
        <p className={style.wait} role="status">
          {turn === "used-up" ? t("codeUsedUp") : t("codeSoon")}
        </p>
      )}
      <p className={style.left}>
        <span>{t("codeNext", { left: clock(left) })}</span>
        {turn === "code" && <strong>{t("codeTokens", { count: data.tokens_left })}</strong>}
      </p>
    </div>
  );
}

function useCode() {
  const api = useApi();
  const { id } = usePlace();
  return useQuery({
    queryKey: ["code", id],
    queryFn: async () => {
      const params = { path: { location: id } };
      const { data } = await api.GET("/v1/locations/{location}/qr-code", { params });
      if (!data) throw new TypeError("no code");
      return data;
    },
    refetchInterval: ({ state }) => (state.error ? false : LOOK_AGAIN_MS),
    refetchIntervalInBackground: true,
    gcTime: 0,
  });
}
