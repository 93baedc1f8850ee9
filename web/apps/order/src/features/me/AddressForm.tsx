import type { Profile } from "@comanda/api";
import { useApi } from "@comanda/session";
import { Button, TextArea, TextField } from "@comanda/ui";
import { useState } from "react";
import page from "../../shell/Page.module.css";
import { useWords } from "../../words/index.ts";
import { seen, useChange } from "./change.ts";

const EMPTY = { label: "", lines: "", postcode: "", city: "", country: "", note: "" };

/** A new address, as its owner writes it. */
export function AddressForm({ profile, onDone }: { profile: Profile; onDone: () => void }) {
  const { t } = useWords();
  const api = useApi();
  const [change, busy] = useChange();
  const [form, setForm] = useState({ ...EMPTY, country: countryOf(navigator.language) });
  const field = (name: keyof typeof EMPTY) => ({
    value: form[name],
    onChange: (event: { target: { value: string } }) =>
      setForm({ ...form, [name]: event.target.value }),
  });
  const save = async () => {
    const text = (value: string) => value.trim() || undefined;
    const [label, postcode, note] = [text(form.label), text(form.postcode), text(form.note)];
    const done = await change(() =>
      api.POST("/v1/me/addresses", {
        params: { header: seen(profile) },
        body: {
          lines: form.lines.split("\n").flatMap((line) => text(line) ?? []),
          city: form.city.trim(),
          country: form.country.trim().toUpperCase(),
          ...(label ? { label } : {}),
          ...(postcode ? { postcode } : {}),
          ...(note ? { delivery_note: note } : {}),
        },
      }),
    );
    if (done) onDone();
  };
  return (
    <form
      className={page.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField label={t("address_label")} maxLength={40} {...field("label")} />
      <TextArea
        label={t("address_street")}
        required
        rows={2}
        autoComplete="street-address"
        {...field("lines")}
      />
      <TextField
        label={t("address_postcode")}
        maxLength={16}
        autoComplete="postal-code"
        {...field("postcode")}
      />
      <TextField
        label={t("address_city")}
        required
        maxLength={60}
        autoComplete="address-level2"
        {...field("city")}
      />
      <TextField
        label={t("address_country")}
        required
        minLength={2}
        maxLength={2}
        autoComplete="country"
        {...field("country")}
      />
      <TextField label={t("address_note")} maxLength={140} {...field("note")} />
      <div className={page.row}>
        <Button kind="primary" type="submit" busy={busy}>
          {t("save")}
        </Button>
        <Button kind="quiet" onClick={onDone}>
          {t("close")}
        </Button>
      </div>
    </form>
  );
}

/** The country that a browser's language names, as a first guess. */
function countryOf(tag: string): string {
  return new Intl.Locale(tag).maximize().region ?? "";
}
