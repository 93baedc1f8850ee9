// How the location takes orders: how many at a time, how long things may wait, and ordering by code.

import { Notice, TextField } from "@comanda/ui";
import type { LocationInput } from "../../api/location.ts";
import { Page } from "../../frame/Page.tsx";
import { useHere } from "../../frame/places.tsx";
import { Card } from "../../parts/Card.tsx";
import { Check, ManyOf } from "../../parts/Chips.tsx";
import parts from "../../parts/parts.module.css";
import { faultAt } from "../../parts/problems.ts";
import { SaveBar } from "../../parts/SaveBar.tsx";
import { useLocationDraft } from "../../parts/useLocationDraft.ts";
import { useWords } from "../../words/index.ts";

type Ordering = NonNullable<LocationInput["ordering"]>;

/** The ways in which guests may get their orders. */
const WAYS = ["pickup", "dine-in", "delivery"] as const;

/** What a location begins with when it turns ordering by code on. */
const CODES = { tokens: 10, minutes: 5 };

export default function Capacity() {
  const { t } = useWords();
  const here = useHere();
  const { value, changed, drop, set, save, deed } = useLocationDraft("capacity");
  const ordering: Ordering = value.ordering ?? here.ordering;
  const change = (part: Partial<Ordering>) => set({ ordering: { ...ordering, ...part } });
  const wrong = (field: string) => faultAt(deed.error, `/ordering/${field}`);
  const codes = ordering.qr_codes;
  return (
    <Page title={t("nav_capacity")} lead={t("capacity_lead")}>
      <form
        className={parts.stack}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div className={parts.grid2}>
          <Card title={t("capacity_at_a_time")}>
            <Limit
              label={t("open_orders_max")}
              most={10_000}
              value={ordering.open_orders_max}
              wrong={wrong("open_orders_max")}
              onChange={(open_orders_max) => change({ open_orders_max })}
            />
            <Limit
              label={t("open_orders_per_customer_max")}
              most={100}
              value={ordering.open_orders_per_customer_max}
              wrong={wrong("open_orders_per_customer_max")}
              onChange={(open_orders_per_customer_max) => change({ open_orders_per_customer_max })}
            />
            <TextField
              label={t("preparation_minutes")}
              hint={t("preparation_hint")}
              type="number"
              required
              min={1}
              max={240}
              value={value.preparation_minutes ?? 5}
              wrong={faultAt(deed.error, "/preparation_minutes")}
              onChange={(event) => set({ preparation_minutes: Number(event.target.value) })}
            />
          </Card>
          <Card title={t("capacity_waits")}>
            <Minutes
              label={t("barista_wait")}
              hint={t("barista_wait_hint")}
              from={1}
              to={1440}
              seconds={ordering.barista_wait_s}
              wrong={wrong("barista_wait_s")}
              onChange={(barista_wait_s) => change({ barista_wait_s })}
            />
            <Minutes
              label={t("handover_wait")}
              hint={t("handover_wait_hint")}
              from={5}
              to={10_080}
              seconds={ordering.handover_wait_s}
              wrong={wrong("handover_wait_s")}
              onChange={(handover_wait_s) => change({ handover_wait_s })}
            />
            <Minutes
              label={t("order_wait")}
              hint={t("order_wait_hint")}
              from={1}
              to={60}
              seconds={ordering.order_wait_s}
              wrong={wrong("order_wait_s")}
              onChange={(order_wait_s) => change({ order_wait_s })}
            />
          </Card>
        </div>
        <Card title={t("ways")}>
          <p className={parts.soft}>{t("ways_hint")}</p>
          <ManyOf
            legend={t("ways")}
            quiet
            choices={WAYS.map((value) => ({ value, label: t(`way_${value}`) }))}
            value={ordering.fulfilments}
            onChange={(chosen) =>
              change({ fulfilments: WAYS.filter((one) => chosen.includes(one)) })
            }
          />
          {ordering.fulfilments.length === 0 && <Notice tone="bad">{t("ways_none")}</Notice>}
        </Card>
        <Card title={t("codes")}>
          <p className={parts.soft}>{t("codes_lead")}</p>
          <Check
            label={t("codes_on")}
            checked={codes != null}
            onChange={(on) => change({ qr_codes: on ? CODES : null })}
          />
          {codes && (
            <div className={parts.row}>
              <TextField
                label={t("codes_tokens")}
                type="number"
                required
                min={1}
                max={1000}
                value={codes.tokens}
                wrong={wrong("qr_codes/tokens")}
                onChange={(event) =>
                  change({ qr_codes: { ...codes, tokens: Number(event.target.value) } })
                }
              />
              <TextField
                label={t("codes_minutes")}
                type="number"
                required
                min={1}
                max={1440}
                value={codes.minutes}
                wrong={wrong("qr_codes/minutes")}
                onChange={(event) =>
                  change({ qr_codes: { ...codes, minutes: Number(event.target.value) } })
                }
              />
            </div>
          )}
        </Card>
        <SaveBar changed={changed} busy={deed.busy} error={deed.error} onDiscard={drop} />
      </form>
    </Page>
  );
}

/** A number that may also be none, for any number. */
function Limit(props: {
  label: string;
  most: number;
  value: number | null;
  wrong: string | undefined;
  onChange: (value: number | null) => void;
}) {
  const { t } = useWords();
  const { value } = props;
  return (
    <TextField
      label={props.label}
      hint={value === null ? t("any_number") : undefined}
      wrong={props.wrong}
      type="number"
      min={1}
      max={props.most}
      value={value ?? ""}
      onChange={(event) => props.onChange(event.target.value ? Number(event.target.value) : null)}
    />
  );
}

/** Seconds, as somebody thinks of them: in minutes. */
function Minutes(props: {
  label: string;
  hint: string;
  from: number;
  to: number;
  seconds: number;
  wrong: string | undefined;
  onChange: (seconds: number) => void;
}) {
  const { t } = useWords();
  return (
    <TextField
      label={`${props.label} (${t("minutes_short")})`}
      hint={props.hint}
      wrong={props.wrong}
      type="number"
      required
      min={props.from}
      max={props.to}
      value={Math.round(props.seconds / 60)}
      onChange={(event) => props.onChange(Number(event.target.value) * 60)}
    />
  );
}
