// Whether guests can have something now. A switch of its own, which needs no saving: it is thrown in
// the middle of a busy day.

import type { MenuOption, Product } from "@comanda/api";
import { useApi } from "@comanda/session";
import { Button, SelectField } from "@comanda/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useHere } from "../../frame/places.tsx";
import { Card, Pill } from "../../parts/Card.tsx";
import { useDeed } from "../../parts/deed.ts";
import parts from "../../parts/parts.module.css";
import { Failed } from "../../parts/States.tsx";
import { dayIn, instantOf, plusDays } from "../../parts/zones.ts";
import { useWords } from "../../words/index.ts";

type Until = "hour" | "tomorrow" | "open";

export function Availability({ product }: { product: Product }) {
  const { t } = useWords();
  return (
    <Card title={t("availability")}>
      <Switch what={product} kind="product" />
    </Card>
  );
}

/** The switch of a product or of an option. */
export function Switch(props: { what: Product | MenuOption; kind: "product" | "option" }) {
  const { t, f } = useWords();
  const api = useApi();
  const { id: location, time_zone } = useHere();
  const queries = useQueryClient();
  const deed = useDeed();
  const [until, setUntil] = useState<Until>("tomorrow");
  const { id, available = true, sold_out_until } = props.what;
  const end = () => {
    if (until === "open") return undefined;
    if (until === "hour") return new Date(Date.now() + 3_600_000).toISOString();
    const tomorrow = plusDays(dayIn(time_zone, new Date()), 1);
    return instantOf(time_zone, `${tomorrow}T04:00`).toISOString();
  };
  const turn = () =>
    deed.run(async () => {
      const back = available ? end() : undefined;
      const body = { available: !available, ...(back ? { until: back } : {}) };
      if (props.kind === "product") {
        await api.PUT("/v1/locations/{location}/menu/products/{product}/availability", {
          params: { path: { location, product: id } },
          body,
        });
      } else {
        await api.PUT("/v1/locations/{location}/menu/options/{option}/availability", {
          params: { path: { location, option: id } },
          body,
        });
      }
      await queries.invalidateQueries({ queryKey: ["menu", location] });
    });
  return (
    <div className={parts.form}>
      <p className={parts.actions} role="status">
        <Pill tone={available ? "good" : "warn"}>{t(available ? "available" : "sold_out")}</Pill>
        {!available && (
          <span className={parts.soft}>
            {sold_out_until
              ? t("until", { time: f.dayTime(sold_out_until, time_zone) })
              : t("until_further")}
          </span>
        )}
      </p>
      <div className={parts.row}>
        {available && (
          <SelectField
            label={t("sold_out_until")}
            value={until}
            onChange={(event) => setUntil(event.target.value as Until)}
          >
            <option value="hour">{t("for_an_hour")}</option>
            <option value="tomorrow">{t("until_tomorrow")}</option>
            <option value="open">{t("until_further")}</option>
          </SelectField>
        )}
        <Button busy={deed.busy} onClick={turn}>
          {t(available ? "make_sold_out" : "make_available")}
        </Button>
      </div>
      {deed.error ? <Failed error={deed.error} /> : null}
    </div>
  );
}
