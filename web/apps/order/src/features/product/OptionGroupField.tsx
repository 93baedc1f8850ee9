// One question about a product: one answer, several, or several of one.

import type { MenuOption, OptionGroup } from "@comanda/api";
import { Stepper } from "@comanda/ui";
import { useWords } from "../../words/index.ts";
import { choose, chooseNone, chosenOf, roomFor, timesOf } from "./choice.ts";
import style from "./OptionGroupField.module.css";

interface Props {
  group: OptionGroup;
  currency: string;
  options: string[];
  /** Allergens to warn of. */
  avoid: string[];
  /** Somebody went on without an answer. */
  asked: boolean;
  onChange: (options: string[]) => void;
}

export function OptionGroupField({ group, currency, options, avoid, asked, onChange }: Props) {
  const { t } = useWords();
  const one = group.max === 1;
  const hint = one
    ? group.min === 0
      ? t("optional")
      : ""
    : group.min > 0 && group.min === group.max
      ? t("choose_exactly", { count: group.min })
      : group.min > 0
        ? t("choose_between", { min: group.min, max: group.max })
        : t("choose_most", { count: group.max });
  const row = (option: MenuOption, control: "radio" | "checkbox") => {
    const times = timesOf(options, option.id);
    const soldOut = option.available === false;
    const full = !one && roomFor(group, options, option) === 0;
    return (
      <label
        key={option.id}
        className={[style.row, soldOut && style.out].filter(Boolean).join(" ")}
      >
        <input
          type={control}
          name={group.id}
          checked={times > 0}
          disabled={soldOut || (full && times === 0)}
          onChange={(event) => {
            onChange(choose(group, options, option.id, event.target.checked ? 1 : 0));
          }}
        />
        <Words option={option} currency={currency} avoid={avoid} />
      </label>
    );
  };
  const several = (option: MenuOption) => (
    <div
      key={option.id}
      className={[style.row, option.available === false && style.out].filter(Boolean).join(" ")}
    >
      <Words option={option} currency={currency} avoid={avoid} />
      <Stepper
        label={option.name}
        lessLabel={`${t("less")}: ${option.name}`}
        moreLabel={`${t("more")}: ${option.name}`}
        value={timesOf(options, option.id)}
        max={option.available === false ? 0 : roomFor(group, options, option)}
        onChange={(times) => onChange(choose(group, options, option.id, times))}
      />
    </div>
  );
  return (
    <fieldset id={group.id} className={style.group}>
      <legend>
        <span>{group.name}</span>
        {hint && <span className={style.hint}>{hint}</span>}
      </legend>
      {asked && (
        <p className={style.asked} role="alert">
          {t("please_choose", { name: group.name })}
        </p>
      )}
      {one && group.min === 0 && (
        <label className={style.row}>
          <input
            type="radio"
            name={group.id}
            checked={chosenOf(group, options) === 0}
            onChange={() => onChange(chooseNone(group, options))}
          />
          <span className={style.name}>{t("none")}</span>
        </label>
      )}
      {group.options.map((option) =>
        one
          ? row(option, "radio")
          : (option.max_quantity ?? 1) > 1
            ? several(option)
            : row(option, "checkbox"),
      )}
    </fieldset>
  );
}

function Words(props: { option: MenuOption; currency: string; avoid: string[] }) {
  const { t, f } = useWords();
  const { option, currency, avoid } = props;
  const difference = option.price_difference_minor ?? 0;
  const warned = (option.allergens ?? []).some((one) => avoid.includes(one));
  return (
    <>
      <span className={style.name}>
        {option.name}
        {warned && <span className={style.warned}>{t("not_for_you")}</span>}
      </span>
      <span className={style.price}>
        {option.available === false
          ? t("sold_out")
          : difference !== 0 && f.difference(difference, currency)}
      </span>
    </>
  );
}
