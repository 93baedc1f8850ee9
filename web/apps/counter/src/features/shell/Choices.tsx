// Language and theme, of this device.

import {
  chooseTheme,
  chosenTheme,
  Icon,
  IconButton,
  LANGUAGES,
  type Language,
  NAMES,
  type Theme,
} from "@comanda/ui";
import { useState } from "react";
import { useWords } from "../../words/index.ts";
import style from "./Shell.module.css";

const NEXT: Record<Theme, Theme> = { auto: "light", light: "dark", dark: "auto" };
const ICONS = { auto: "gear", light: "sun", dark: "moon" } as const;
const LABELS = { auto: "themeAuto", light: "themeLight", dark: "themeDark" } as const;

export function Choices() {
  const { t, language, choose } = useWords();
  const [theme, setTheme] = useState(chosenTheme);
  return (
    <div className={style.choices}>
      <label className={style.language}>
        <span className="quiet-hidden">{t("language")}</span>
        <select value={language} onChange={(event) => choose(event.target.value as Language)}>
          {LANGUAGES.map((one) => (
            <option key={one} value={one} lang={one}>
              {NAMES[one]}
            </option>
          ))}
        </select>
      </label>
      <IconButton
        label={t(LABELS[theme])}
        onClick={() => {
          chooseTheme(NEXT[theme]);
          setTheme(NEXT[theme]);
        }}
      >
        <Icon name={ICONS[theme]} />
      </IconButton>
    </div>
  );
}
