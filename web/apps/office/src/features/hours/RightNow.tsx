// Opening or closing by hand, whatever the hours say.

import { useApi } from "@comanda/session";
import { Button, TextField } from "@comanda/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useHere } from "../../frame/places.tsx";
import { Card } from "../../parts/Card.tsx";
import { OneOf } from "../../parts/Chips.tsx";
import { useDeed } from "../../parts/deed.ts";
import parts from "../../parts/parts.module.css";
import { Failed } from "../../parts/States.tsx";
import { instantOf, localOf } from "../../parts/zones.ts";
import { useWords } from "../../words/index.ts";
import { Shop } from "../dashboard/Shop.tsx";

type Position = "auto" | "open" | "closed";

export function RightNow() {
  const { t, f } = useWords();
  const api = useApi();
  const here = useHere();
  const queries = useQueryClient();
  const deed = useDeed();
  const [position, setPosition] = useState<Position>(here.switch);
  const [until, setUntil] = useState("");
  const closing = position === "closed";
  const changed = position !== here.switch || (closing && until !== "");
  const save = () =>
    deed.run(async () => {
      const end = closing && until ? instantOf(here.time_zone, until).toISOString() : null;
      await api.PUT("/v1/locations/{location}/switch", {
        params: { path: { location: here.id } },
        body: { switch: position, until: end },
      });
      await queries.invalidateQueries({ queryKey: ["locations"] });
      setUntil("");
    }, t("saved"));
  return (
    <Card title={t("right_now")}>
      <Shop plain />
      <div className={parts.row}>
        <OneOf
          legend={t("right_now")}
          quiet
          value={position}
          onChange={(value) => setPosition(value as Position)}
          choices={[
            { value: "auto", label: t("switch_auto") },
            { value: "open", label: t("switch_open") },
            { value: "closed", label: t("switch_closed") },
          ]}
        />
        {closing && (
          <TextField
            label={t("closed_until")}
            hint={
              here.closed_until
                ? t("until", { time: f.dayTime(here.closed_until, here.time_zone) })
                : t("closed_until_hint")
            }
            type="datetime-local"
            min={localOf(here.time_zone, new Date())}
            value={until}
            onChange={(event) => setUntil(event.target.value)}
          />
        )}
      </div>
      {deed.error ? <Failed error={deed.error} /> : null}
      {changed && (
        <div>
          <Button kind="primary" busy={deed.busy} onClick={save}>
            {t("apply")}
          </Button>
        </div>
      )}
    </Card>
  );
}
