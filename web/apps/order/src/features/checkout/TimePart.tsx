// When an order is fetched: as soon as it is ready, or at a time within the hours.

import type { Location } from "@comanda/api";
import { SelectField, useNow } from "@comanda/ui";
import { useWords } from "../../words/index.ts";
import type { Pace } from "../places/pace.ts";
import style from "./CheckoutPage.module.css";
import type { Draft } from "./draft.ts";
import { type DayOfSlots, dayIn } from "./slots.ts";

interface Props {
  location: Location;
  days: DayOfSlots[];
  draft: Draft;
  change: (some: Partial<Draft>) => void;
  soon: string;
  closed: Pace["kind"];
  wrongTime: string | undefined;
}

export function TimePart({ location, days, draft, change, soon, closed, wrongTime }: Props) {
  const { t, f } = useWords();
  const now = useNow(60_000);
  const zone = location.time_zone;
  const shut = closed === "closed" || closed === "paused";
  const chosen = days.find((one) => draft.at !== undefined && one.slots.includes(draft.at));
  const today = dayIn(zone, now, 0);
  const nameOf = (day: string) => {
    const noon = new Date(`${day}T12:00:00Z`);
    if (day === today) return t("today");
    if (day === dayIn(zone, now, 1)) return t("tomorrow");
    return f.date(noon, { weekday: "long", day: "numeric", month: "short" }, "UTC");
  };
  const { paused_until } = location;
  const notNow =
    closed === "paused" && paused_until
      ? t("paused_until", { time: f.time(paused_until, zone) })
      : t("closed_now");
  const first = days[0]?.slots[0];
  const later = draft.at !== undefined;
  return (
    <fieldset className={style.options}>
      <legend>{t("when")}</legend>
      <label className={style.option}>
        <input
          type="radio"
          name="when"
          checked={!later && !shut}
          disabled={shut}
          onChange={() => change({ at: undefined })}
        />
        <span className={style.words}>
          <span>{t("asap")}</span>
          <small>{shut ? notNow : soon}</small>
        </span>
      </label>
      {first && (
        <label className={style.option}>
          <input
            type="radio"
            name="when"
            checked={later}
            aria-invalid={wrongTime ? true : undefined}
            aria-describedby={wrongTime ? "wrong-time" : undefined}
            onChange={() => change({ at: first })}
          />
          <span className={style.words}>
            <span>{t("later")}</span>
            {later && draft.at && (
              <small>
                {nameOf(dayIn(zone, new Date(draft.at), 0))}, {f.time(draft.at, zone)}
              </small>
            )}
          </span>
        </label>
      )}
      {wrongTime && (
        <p id="wrong-time" role="alert">
          {wrongTime}
        </p>
      )}
      {later && (
        <div className={style.slots}>
          <SelectField
            label={t("day")}
            value={chosen?.day ?? ""}
            onChange={(event) => {
              const slot = days.find((one) => one.day === event.target.value)?.slots[0];
              if (slot) change({ at: slot });
            }}
          >
            {!chosen && <option value="">{t("choose")}</option>}
            {days.map(({ day }) => (
              <option key={day} value={day}>
                {nameOf(day)}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={t("time")}
            value={chosen ? (draft.at ?? "") : ""}
            onChange={(event) => change({ at: event.target.value })}
          >
            {!chosen && <option value="">{t("choose")}</option>}
            {(chosen ?? days[0])?.slots.map((slot) => (
              <option key={slot} value={slot}>
                {f.time(slot, zone)}
              </option>
            ))}
          </SelectField>
        </div>
      )}
    </fieldset>
  );
}
