// How an order gets to its customer, and when.

import type { Location, Profile } from "@comanda/api";
import { Icon, type IconName, Notice, SelectField, TextArea, TextField, useNow } from "@comanda/ui";
import type { ReactNode } from "react";
import page from "../../shell/Page.module.css";
import { useWords } from "../../words/index.ts";
import { linesOf } from "../me/profile.ts";
import { paceOf } from "../places/pace.ts";
import style from "./CheckoutPage.module.css";
import type { Draft } from "./draft.ts";
import type { DayOfSlots } from "./slots.ts";
import { TimePart } from "./TimePart.tsx";

interface Props {
  location: Location;
  /** The ways that are left to choose from. */
  ways: Draft["how"][];
  /** The times it can be fetched at. */
  days: DayOfSlots[];
  draft: Draft;
  change: (some: Partial<Draft>) => void;
  /** When it would be ready, as the server says. */
  readyAt: string | undefined;
  wrongAddress: string | undefined;
  wrongTime: string | undefined;
  addresses: Profile["addresses"];
}

export function HowPart(props: Props) {
  const { location, ways, draft, change, readyAt } = props;
  const { t, f } = useWords();
  const pace = paceOf(location, useNow(30_000));
  // Once a time is chosen the server says that one.
  const soon =
    readyAt && !(draft.how === "pickup" && draft.at)
      ? t("ready_at", { time: f.time(readyAt, location.time_zone) })
      : pace.kind === "open" || pace.kind === "busy"
        ? t("wait", { count: pace.minutes })
        : "";
  return (
    <section className={page.card} aria-labelledby="how">
      <h2 id="how">{t("how")}</h2>
      <fieldset className={style.options}>
        <legend className="quiet-hidden">{t("how")}</legend>
        {ways.includes("pickup") && (
          <How {...props} how="pickup" icon="bag" word={t("pickup")}>
            {location.address.join(", ")}
          </How>
        )}
        {draft.table && ways.includes("dine-in") && (
          <How {...props} how="dine-in" icon="table" word={t("dine_in")}>
            {t("table_yours", { table: draft.table })}
          </How>
        )}
        {ways.includes("delivery") && (
          <How {...props} how="delivery" icon="truck" word={t("delivery")}>
            {t("delivery_hint")}
          </How>
        )}
      </fieldset>
      {ways.length === 0 && <Notice tone="warn">{t("table_only")}</Notice>}
      {ways.length > 0 && draft.how === "pickup" && (
        <TimePart {...props} soon={soon} closed={pace.kind} />
      )}
      {draft.how === "dine-in" && soon && <p className={page.soft}>{soon}</p>}
      {draft.how === "delivery" && (
        <>
          {props.addresses.length > 0 && (
            <SelectField
              label={t("address_kept")}
              value=""
              onChange={(event) => {
                const chosen = props.addresses.find((one) => one.id === event.target.value);
                if (chosen) change({ address: linesOf(chosen).join("\n") });
              }}
            >
              <option value="">{t("address_choose")}</option>
              {props.addresses.map((address) => (
                <option key={address.id} value={address.id}>
                  {address.label ?? linesOf(address).join(", ")}
                </option>
              ))}
            </SelectField>
          )}
          <TextArea
            label={t("address")}
            hint={t("address_hint")}
            wrong={props.wrongAddress}
            autoComplete="street-address"
            required
            rows={3}
            value={draft.address}
            onChange={(event) => change({ address: event.target.value })}
          />
          <TextField
            label={t("phone")}
            hint={t("phone_hint")}
            type="tel"
            autoComplete="tel"
            maxLength={30}
            value={draft.phone}
            onChange={(event) => change({ phone: event.target.value })}
          />
        </>
      )}
    </section>
  );
}

interface HowProps extends Props {
  how: Draft["how"];
  icon: IconName;
  word: string;
  children: ReactNode;
}

function How({ how, icon, word, draft, change, children }: HowProps) {
  return (
    <label className={style.option}>
      <input type="radio" name="how" checked={draft.how === how} onChange={() => change({ how })} />
      <span className={style.words}>
        <span>{word}</span>
        <small>{children}</small>
      </span>
      <Icon name={icon} />
    </label>
  );
}
