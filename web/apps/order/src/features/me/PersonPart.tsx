import type { Profile } from "@comanda/api";
import { useApi } from "@comanda/session";
import { Button, TextField } from "@comanda/ui";
import { useState } from "react";
import page from "../../shell/Page.module.css";
import { useWords } from "../../words/index.ts";
import { seen, useChange } from "./change.ts";

/** How somebody is called and reached. */
export function PersonPart({ profile }: { profile: Profile }) {
  const { t } = useWords();
  const api = useApi();
  const [change, busy] = useChange();
  const [name, setName] = useState(profile.name ?? "");
  const [email, setEmail] = useState(profile.email ?? "");
  const [phone, setPhone] = useState(profile.phone ?? "");
  const save = () =>
    change(() =>
      api.PUT("/v1/me", {
        params: { header: seen(profile) },
        body: {
          ...(name.trim() ? { name: name.trim() } : {}),
          ...(email.trim() ? { email: email.trim() } : {}),
          ...(phone.trim() ? { phone: phone.trim() } : {}),
        },
      }),
    );
  return (
    <section className={page.card} aria-labelledby="person">
      <h2 id="person">{t("person")}</h2>
      <form
        className={page.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={t("name")}
          autoComplete="name"
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label={t("email")}
          hint={t("email_hint")}
          type="email"
          autoComplete="email"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <TextField
          label={t("phone")}
          type="tel"
          autoComplete="tel"
          maxLength={30}
          value={phone}
          onChange={(event) => setPhone(event.target.value)}
        />
        <Button type="submit" busy={busy}>
          {t("save")}
        </Button>
      </form>
    </section>
  );
}
