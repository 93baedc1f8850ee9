// When the location is open: every week, on dates that differ, and right now.

import { Button, Icon, IconButton, TextField } from "@comanda/ui";
import { useState } from "react";
import type { LocationInput } from "../../api/location.ts";
import { Page } from "../../frame/Page.tsx";
import { Card } from "../../parts/Card.tsx";
import parts from "../../parts/parts.module.css";
import { faultAt } from "../../parts/problems.ts";
import { SaveBar } from "../../parts/SaveBar.tsx";
import { useLocationDraft } from "../../parts/useLocationDraft.ts";
import { plusDays, weekdayOf } from "../../parts/zones.ts";
import { useWords } from "../../words/index.ts";
import { DayBar, HourMarks } from "./DayBar.tsx";
import style from "./Hours.module.css";
import { RangeFields } from "./RangeFields.tsx";
import { RightNow } from "./RightNow.tsx";
import { openMinutes, segments } from "./ranges.ts";

const DAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;
type Hours = LocationInput["hours"];

/** A Monday, to name the days of a week by. */
const MONDAY = "2024-01-01";

export default function HoursPage() {
  const { t, f } = useWords();
  const { value, changed, drop, set, save, deed } = useLocationDraft("hours");
  const { hours } = value;
  const change = (part: Partial<Hours>) => set({ hours: { ...hours, ...part } });
  const days = DAYS.map((day) => hours[day] ?? []);
  const name = (at: number) =>
    f.date(new Date(`${plusDays(MONDAY, at)}T12:00:00Z`), { weekday: "long" }, "UTC");
  const total = openMinutes(days) / 60;
  return (
    <Page
      title={t("nav_hours")}
      lead={t("hours_week", { count: f.number(total, { maximumFractionDigits: 1 }) })}
    >
      <RightNow />
      <form
        className={parts.stack}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Card title={t("every_week")}>
          <div className={style.week}>
            <HourMarks />
            {DAYS.map((day, at) => {
              const ranges = days[at] ?? [];
              return (
                <fieldset key={day} className={style.day}>
                  <legend>{name(at)}</legend>
                  <DayBar segments={segments(ranges, days[(at + 6) % 7] ?? [])} />
                  <RangeFields
                    name={name(at)}
                    ranges={ranges}
                    wrong={faultAt(deed.error, `/hours/${day}`)}
                    onChange={(next) => change({ [day]: next })}
                  />
                </fieldset>
              );
            })}
          </div>
        </Card>
        <Exceptions hours={hours} error={deed.error} onChange={change} />
        <SaveBar changed={changed} busy={deed.busy} error={deed.error} onDiscard={drop} />
      </form>
    </Page>
  );
}

function Exceptions(props: {
  hours: Hours;
  error: unknown;
  onChange: (part: Partial<Hours>) => void;
}) {
  const { t, f } = useWords();
  const { hours, onChange } = props;
  const exceptions = hours.exceptions ?? {};
  const [day, setDay] = useState("");
  const before = (date: string) => {
    const yesterday = plusDays(date, -1);
    return exceptions[yesterday] ?? hours[DAYS[weekdayOf(yesterday)] ?? "monday"] ?? [];
  };
  const put = (date: string, ranges: string[] | undefined) => {
    const { [date]: _, ...others } = exceptions;
    onChange({ exceptions: ranges ? { ...others, [date]: ranges } : others });
  };
  return (
    <Card title={t("other_days")}>
      <p className={parts.soft}>{t("other_days_hint")}</p>
      <div className={style.week}>
        {Object.keys(exceptions)
          .sort()
          .map((date) => {
            const name = f.date(new Date(`${date}T12:00:00Z`), { dateStyle: "full" }, "UTC");
            return (
              <fieldset key={date} className={style.day}>
                <legend>{name}</legend>
                <DayBar segments={segments(exceptions[date] ?? [], before(date))} />
                <div className={style.exception}>
                  <RangeFields
                    name={name}
                    ranges={exceptions[date] ?? []}
                    wrong={faultAt(props.error, `/hours/exceptions/${date}`)}
                    onChange={(next) => put(date, next)}
                  />
                  <IconButton
                    label={t("remove_name", { name })}
                    onClick={() => put(date, undefined)}
                  >
                    <Icon name="trash" />
                  </IconButton>
                </div>
              </fieldset>
            );
          })}
      </div>
      <div className={style.add}>
        <TextField
          label={t("day")}
          type="date"
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
        <Button
          disabled={!day || day in exceptions}
          onClick={() => {
            put(day, []);
            setDay("");
          }}
        >
          <Icon name="add" />
          {t("day_add")}
        </Button>
      </div>
    </Card>
  );
}
