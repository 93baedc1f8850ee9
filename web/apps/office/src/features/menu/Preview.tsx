import type { Menu, Product } from "@comanda/api";
import { LANGUAGES, type Language, NAMES, SelectField } from "@comanda/ui";
import { useState } from "react";
import { useHere } from "../../frame/places.tsx";
import { Pill } from "../../parts/Card.tsx";
import parts from "../../parts/parts.module.css";
import { useWords } from "../../words/index.ts";
import style from "./ProductPage.module.css";
import { readIn } from "./texts.ts";
import { allergenChoices, dietChoices } from "./words.ts";

/** The product as a customer sees it, in whichever language they read. */
export function Preview({ menu, product }: { menu: Menu; product: Product }) {
  const { t, f } = useWords();
  const { currency } = useHere();
  const own = menu.language ?? "en";
  const [language, setLanguage] = useState<string>(own);
  const text = readIn(product, language, own);
  const groups = (product.option_groups ?? []).flatMap(
    (id) => menu.option_groups?.find((one) => one.id === id) ?? [],
  );
  const has = (list: readonly string[] | undefined, all: { value: string; label: string }[]) =>
    all.filter((one) => list?.includes(one.value)).map((one) => one.label);
  const allergens = has(product.allergens, allergenChoices(t));
  return (
    <>
      <SelectField
        label={t("preview_in")}
        value={language}
        onChange={(event) => setLanguage(event.target.value)}
      >
        {LANGUAGES.map((one) => (
          <option key={one} value={one}>
            {NAMES[one as Language]}
          </option>
        ))}
      </SelectField>
      <div className={style.preview} lang={language} dir={language === "ar" ? "rtl" : "ltr"}>
        {product.image && <img src={product.image} alt="" />}
        <h3>
          <span>{text.name || "…"}</span>
          <span>{f.money(product.price_minor, currency)}</span>
        </h3>
        {text.description && <p>{text.description}</p>}
        <div className={parts.actions}>
          {has(product.diets, dietChoices(t)).map((diet) => (
            <Pill key={diet} tone="good">
              {diet}
            </Pill>
          ))}
        </div>
        {allergens.length > 0 && (
          <p className={parts.small}>{t("contains", { allergens: f.list(allergens) })}</p>
        )}
        {groups.map((group) => (
          <div key={group.id} className={style.group}>
            <h4>{readIn(group, language, own).name}</h4>
            <ul>
              {group.options.map((option) => (
                <li
                  key={option.id}
                  className={style.choice}
                  data-out={option.available === false || undefined}
                >
                  <span>{readIn(option, language, own).name}</span>
                  {option.price_difference_minor ? (
                    <span>{f.difference(option.price_difference_minor, currency)}</span>
                  ) : null}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </>
  );
}
