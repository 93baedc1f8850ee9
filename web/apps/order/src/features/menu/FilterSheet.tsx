// What to look for and what to keep away from. Kept, and used at every location.

import { ALLERGENS, DIETS, type Menu } from "@comanda/api";
import { Button, Sheet } from "@comanda/ui";
import { useKept } from "../../lib/kept.ts";
import { type Key, useWords } from "../../words/index.ts";
import style from "./FilterSheet.module.css";
import { NO_TASTES } from "./tastes.ts";
import { tastesKept } from "./tastesKept.ts";

export default function FilterSheet({ menu, onClose }: { menu: Menu; onClose: () => void }) {
  const { t } = useWords();
  const tastes = useKept(tastesKept);
  const offered = new Set(menu.products.flatMap((product) => product.diets ?? []));
  const diets = DIETS.filter((diet) => offered.has(diet) || tastes.diets.includes(diet));
  return (
    <Sheet
      title={t("filter_title")}
      closeLabel={t("close")}
      onClose={onClose}
      foot={
        <div className={style.foot}>
          <Button kind="quiet" onClick={() => tastesKept.set(NO_TASTES)}>
            {t("filter_off")}
          </Button>
          <Button kind="primary" onClick={onClose}>
            {t("filter_show")}
          </Button>
        </div>
      }
    >
      <div className={style.groups}>
        {diets.length > 0 && (
          <Choices
            title={t("diets")}
            of={diets}
            word={(diet) => t(`diet.${diet}` as Key)}
            chosen={tastes.diets}
            onChange={(chosen) => tastesKept.set({ ...tastes, diets: chosen })}
          />
        )}
        <Choices
          title={t("avoid")}
          hint={t("avoid_hint")}
          of={ALLERGENS}
          word={(allergen) => t(`allergen.${allergen}` as Key)}
          chosen={tastes.avoid}
          onChange={(chosen) => tastesKept.set({ ...tastes, avoid: chosen })}
        />
      </div>
    </Sheet>
  );
}

interface ChoicesProps {
  title: string;
  hint?: string;
  of: readonly string[];
  word: (one: string) => string;
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

/** Checkboxes that look like chips. */
export function Choices({ title, hint, of, word, chosen, onChange }: ChoicesProps) {
  return (
    <fieldset className={style.group}>
      <legend>{title}</legend>
      {hint && <p className={style.hint}>{hint}</p>}
      <div className={style.chips}>
        {of.map((one) => (
          <label key={one} className={style.chip}>
            <input
              type="checkbox"
              checked={chosen.includes(one)}
              onChange={(event) =>
                onChange(
                  event.target.checked ? [...chosen, one] : chosen.filter((other) => other !== one),
                )
              }
            />
            <span>{word(one)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
