import type { Profile } from "@comanda/api";
import { useApi } from "@comanda/session";
import { chooseTheme, chosenTheme, LANGUAGES, NAMES, SelectField, type Theme } from "@comanda/ui";
import { useState } from "react";
import page from "../../shell/Page.module.css";
import { type Key, useWords } from "../../words/index.ts";

const THEMES: readonly Theme[] = ["auto", "light", "dark"];

import { seen, useChange } from "./change.ts";

/** The language, and light or dark. */
export function LookPart({ profile }: { profile?: Profile }) {
  const { t, language, choose } = useWords();
  const api = useApi();
  const [change] = useChange();
  const [theme, setTheme] = useState(chosenTheme);
  return (
    <section className={page.card} aria-labelledby="look">
      <h2 id="look">{t("look_and_language")}</h2>
      <SelectField
        label={t("language")}
        value={language}
        onChange={(event) => {
          const chosen = LANGUAGES.find((one) => one === event.target.value);
          if (!chosen) return;
          choose(chosen);
          if (!profile) return;
          // Mail and notifications come in it, too.
          void change(() =>
            api.PUT("/v1/me/preferences", {
              params: { header: seen(profile) },
              body: { ...profile.preferences, language: chosen },
            }),
          );
        }}
      >
        {LANGUAGES.map((one) => (
          <option key={one} value={one} lang={one}>
            {NAMES[one]}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t("theme")}
        value={theme}
        onChange={(event) => {
          const chosen = THEMES.find((one) => one === event.target.value) ?? "auto";
          chooseTheme(chosen);
          setTheme(chosen);
        }}
      >
        {THEMES.map((one) => (
          <option key={one} value={one}>
            {t(`theme.${one}` as Key)}
          </option>
        ))}
      </SelectField>
    </section>
  );
}
