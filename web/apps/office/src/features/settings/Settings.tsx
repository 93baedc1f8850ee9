// The location itself, and how the office looks to whoever sits in it.

import { useServices } from "@comanda/session";
import {
  chooseTheme,
  chosenTheme,
  LANGUAGES,
  type Language,
  NAMES,
  SelectField,
  TextArea,
  TextField,
  type Theme,
} from "@comanda/ui";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Page } from "../../frame/Page.tsx";
import { Card } from "../../parts/Card.tsx";
import { OneOf } from "../../parts/Chips.tsx";
import parts from "../../parts/parts.module.css";
import { faultAt } from "../../parts/problems.ts";
import { SaveBar } from "../../parts/SaveBar.tsx";
import { useLocationDraft } from "../../parts/useLocationDraft.ts";
import { useWords } from "../../words/index.ts";
import { PlaceField } from "./PlaceField.tsx";
import { Taxes } from "./Taxes.tsx";

export default function Settings() {
  const { t } = useWords();
  return (
    <Page title={t("nav_settings")}>
      <Appearance />
      <LocationForm />
      <About />
    </Page>
  );
}

function Appearance() {
  const { t, language, choose } = useWords();
  const [theme, setTheme] = useState<Theme>(chosenTheme);
  return (
    <Card title={t("appearance")}>
      <div className={parts.row}>
        <SelectField
          label={t("language")}
          value={language}
          onChange={(event) => choose(event.target.value as Language)}
        >
          {LANGUAGES.map((one) => (
            <option key={one} value={one} lang={one}>
              {NAMES[one]}
            </option>
          ))}
        </SelectField>
        <OneOf
          legend={t("theme")}
          value={theme}
          onChange={(value) => {
            setTheme(value as Theme);
            chooseTheme(value as Theme);
          }}
          choices={[
            { value: "auto", label: t("theme_auto") },
            { value: "light", label: t("theme_light") },
            { value: "dark", label: t("theme_dark") },
          ]}
        />
      </div>
    </Card>
  );
}

function LocationForm() {
  const { t } = useWords();
  const { value, changed, drop, set, save, deed } = useLocationDraft("settings");
  const zones = useId();
  const wrong = (field: string) => faultAt(deed.error, `/${field}`);
  return (
    <form
      className={parts.stack}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Card title={t("location")}>
        <div className={parts.row}>
          <TextField
            label={t("name")}
            required
            maxLength={80}
            wrong={wrong("name")}
            value={value.name}
            onChange={(event) => set({ name: event.target.value })}
          />
          <TextField
            label={t("phone")}
            type="tel"
            dir="ltr"
            wrong={wrong("phone")}
            value={value.phone ?? ""}
            onChange={(event) => set({ phone: event.target.value || null })}
          />
        </div>
        <TextArea
          label={t("address")}
          hint={t("address_hint")}
          rows={3}
          wrong={wrong("address")}
          value={(value.address ?? []).join("\n")}
          onChange={(event) =>
            set({ address: event.target.value ? event.target.value.split("\n") : [] })
          }
        />
        <PlaceField
          wrong={wrong("coordinates/latitude") ?? wrong("coordinates/longitude")}
          value={value.coordinates}
          onChange={(coordinates) => set({ coordinates })}
        />
        <div className={parts.row}>
          <TextField
            label={t("time_zone")}
            required
            list={zones}
            dir="ltr"
            wrong={wrong("time_zone")}
            value={value.time_zone}
            onChange={(event) => set({ time_zone: event.target.value })}
          />
          <datalist id={zones}>
            {Intl.supportedValuesOf("timeZone").map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
          <TextField
            label={t("currency")}
            hint={t("currency_hint")}
            readOnly
            value={value.currency}
          />
          <SelectField
            label={t("menu_language")}
            hint={t("menu_language_hint")}
            wrong={wrong("language")}
            value={value.language ?? "en"}
            onChange={(event) => set({ language: event.target.value as Language })}
          >
            {LANGUAGES.map((one) => (
              <option key={one} value={one}>
                {NAMES[one]}
              </option>
            ))}
          </SelectField>
        </div>
      </Card>
      <Taxes
        rates={value.tax_rates}
        included={value.prices_include_tax}
        wrong={wrong("tax_rates")}
        onChange={set}
      />
      <SaveBar changed={changed} busy={deed.busy} error={deed.error} onDiscard={drop} />
    </form>
  );
}

function About() {
  const { t } = useWords();
  const { config } = useServices();
  const version = useQuery({
    queryKey: ["version"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const response = await fetch(`${config.api}/openapi.json`);
      if (!response.ok) throw new Error(`openapi.json: HTTP ${response.status}`);
      return ((await response.json()) as { info: { version: string } }).info.version;
    },
  });
  return (
    <Card title={t("about")}>
      <dl className={parts.pairs}>
        <dt>{t("brand_name")}</dt>
        <dd>{config.brand.name}</dd>
        <dt>{t("brand_logo")}</dt>
        <dd>
          {config.brand.logo ? (
            <img src={config.brand.logo} alt="" width={48} height={48} />
          ) : (
            t("none")
          )}
        </dd>
        <dt>{t("brand_accent")}</dt>
        <dd>{config.brand.accent ?? t("brand_usual")}</dd>
        <dt>{t("sign_in_at")}</dt>
        <dd dir="ltr">{config.issuer}</dd>
        <dt>{t("version")}</dt>
        <dd>{version.data ?? "–"}</dd>
      </dl>
      <p className={parts.soft}>{t("brand_hint")}</p>
      <p>
        <a href={`${config.api}/docs`}>{t("api_docs")}</a>
      </p>
    </Card>
  );
}
