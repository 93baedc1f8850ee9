// The texts of an entry in every language. What is not translated is read in the menu's own language.

import { LANGUAGES, type Language, NAMES, TextArea, TextField } from "@comanda/ui";
import { useState } from "react";
import { OneOf } from "../../parts/Chips.tsx";
import { useWords } from "../../words/index.ts";
import { type Texted, textIn, withText } from "./texts.ts";

interface Props<T extends Texted> {
  own: string;
  value: T;
  onChange: (value: T) => void;
  /** Option groups and options have none. */
  description?: boolean;
  wrong?: { name?: string | undefined; description?: string | undefined };
}

export function Texts<T extends Texted>({ own, value, onChange, description, wrong }: Props<T>) {
  const { t } = useWords();
  const [language, setLanguage] = useState<string>(own);
  const text = textIn(value, language, own);
  const native = language === own;
  const languages = [own, ...LANGUAGES.filter((one) => one !== own)];
  const done = (one: string) => one === own || textIn(value, one, own).name !== "";
  const set = (change: { name?: string; description?: string }) =>
    onChange(withText(value, language, own, { ...text, ...change }));
  return (
    <>
      <OneOf
        legend={t("texts_in")}
        value={language}
        onChange={setLanguage}
        choices={languages.map((one) => ({
          value: one,
          label: done(one) ? NAMES[one as Language] : `${NAMES[one as Language]} –`,
        }))}
      />
      <div lang={language} dir={language === "ar" ? "rtl" : "ltr"} style={{ display: "contents" }}>
        <TextField
          key={`name ${language}`}
          label={t("name")}
          hint={native ? undefined : t("text_own", { text: value.name })}
          wrong={native ? wrong?.name : undefined}
          required={native}
          maxLength={80}
          value={text.name}
          onChange={(event) => set({ name: event.target.value })}
        />
        {description && (
          <TextArea
            key={`description ${language}`}
            label={t("description")}
            hint={
              native || !value.description ? undefined : t("text_own", { text: value.description })
            }
            wrong={native ? wrong?.description : undefined}
            maxLength={500}
            value={text.description}
            onChange={(event) => set({ description: event.target.value })}
          />
        )}
      </div>
    </>
  );
}
