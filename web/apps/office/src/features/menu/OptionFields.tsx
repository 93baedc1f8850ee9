import type { components, MenuOption } from "@comanda/api";
import { Button, SelectField, TextField } from "@comanda/ui";
import { useHere } from "../../frame/places.tsx";
import { AmountField } from "../../parts/AmountField.tsx";
import { Pill } from "../../parts/Card.tsx";
import { Check, ManyOf } from "../../parts/Chips.tsx";
import parts from "../../parts/parts.module.css";
import { useWords } from "../../words/index.ts";
import { Switch } from "./Availability.tsx";
import style from "./ProductPage.module.css";
import { Texts } from "./Texts.tsx";
import { allergenChoices } from "./words.ts";

interface Props {
  own: string;
  value: MenuOption;
  /** The option as it is in the menu, if it is there yet: only then can it be sold out. */
  saved: MenuOption | undefined;
  first: boolean;
  last: boolean;
  stock: components["schemas"]["StockItemBody"][];
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
  onChange: (value: MenuOption) => void;
}

/** One option of a group, folded away unless it is worked on. */
export function OptionFields(props: Props) {
  const { t, f } = useWords();
  const { currency } = useHere();
  const { value, onChange } = props;
  const set = (change: Partial<MenuOption>) => onChange({ ...value, ...change });
  const difference = value.price_difference_minor ?? 0;
  return (
    <details className={style.option} open={value.name === "" || undefined}>
      <summary>
        <strong>{value.name || t("option_new")}</strong>
        {value.default && <Pill tone="info">{t("option_default_short")}</Pill>}
        {props.saved?.available === false && <Pill tone="warn">{t("sold_out")}</Pill>}
        <span>{f.difference(difference, currency)}</span>
      </summary>
      <div className={parts.form}>
        <Texts own={props.own} value={value} onChange={onChange} />
        <div className={parts.row}>
          <AmountField
            label={t("price_difference")}
            currency={currency}
            value={difference}
            onChange={(price_difference_minor) => set({ price_difference_minor })}
          />
          <TextField
            label={t("option_max")}
            type="number"
            min={1}
            max={10}
            value={value.max_quantity ?? 1}
            onChange={(event) => set({ max_quantity: Number(event.target.value) })}
          />
          <SelectField
            label={t("stock_item")}
            value={value.stock_item ?? ""}
            onChange={(event) => set({ stock_item: event.target.value || null })}
          >
            <option value="">{t("stock_item_none")}</option>
            {props.stock.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </SelectField>
        </div>
        <ManyOf
          legend={t("allergens")}
          choices={allergenChoices(t)}
          value={value.allergens ?? []}
          onChange={(allergens) => set({ allergens } as Partial<MenuOption>)}
        />
        <Check
          label={t("option_default")}
          checked={value.default ?? false}
          onChange={(chosen) => set({ default: chosen })}
        />
        {props.saved && <Switch what={props.saved} kind="option" />}
        <div className={parts.actions}>
          <Button disabled={props.first} onClick={() => props.onMove(-1)}>
            {t("move_up_short")}
          </Button>
          <Button disabled={props.last} onClick={() => props.onMove(1)}>
            {t("move_down_short")}
          </Button>
          <Button kind="danger" onClick={props.onRemove}>
            {t("delete")}
          </Button>
        </div>
      </div>
    </details>
  );
}
