import type { Menu, Product } from "@comanda/api";
import { Icon, IconButton, SelectField, TextField } from "@comanda/ui";
import { useId } from "react";
import { useHere } from "../../frame/places.tsx";
import { AmountField } from "../../parts/AmountField.tsx";
import { Card } from "../../parts/Card.tsx";
import { ManyOf } from "../../parts/Chips.tsx";
import parts from "../../parts/parts.module.css";
import { faultAt } from "../../parts/problems.ts";
import { useWords } from "../../words/index.ts";
import { moved } from "./edits.ts";
import { faultOf } from "./faults.ts";
import { PictureField } from "./PictureField.tsx";
import style from "./ProductPage.module.css";
import { Texts } from "./Texts.tsx";
import { allergenChoices, dietChoices } from "./words.ts";

interface Props {
  menu: Menu;
  value: Product;
  error: unknown;
  onChange: (value: Product) => void;
}

/** Everything that can be said about a product. */
export function ProductFields({ menu, value, error, onChange }: Props) {
  const { t, f } = useWords();
  const here = useHere();
  const stations = useId();
  const set = (change: Partial<Product>) => onChange({ ...value, ...change });
  const wrong = (field: string) => faultOf(error, menu, "products", value.id, field);
  return (
    <>
      <Card title={t("texts_and_picture")}>
        <Texts
          own={menu.language ?? "en"}
          value={value}
          onChange={onChange}
          description
          wrong={{ name: wrong("name"), description: wrong("description") }}
        />
        <PictureField image={value.image ?? null} onChange={(image) => set({ image })} />
      </Card>
      <Card title={t("price_and_place")}>
        <div className={parts.row}>
          <AmountField
            label={t("price")}
            currency={here.currency}
            value={value.price_minor}
            wrong={wrong("price_minor")}
            onChange={(price_minor) => set({ price_minor })}
          />
          <SelectField
            label={t("tax_class")}
            wrong={wrong("tax_class")}
            value={value.tax_class}
            onChange={(event) => set({ tax_class: event.target.value })}
          >
            {Object.entries(here.tax_rates).map(([name, points]) => (
              <option key={name} value={name}>
                {`${name} (${f.number(points / 10_000, { style: "percent", maximumFractionDigits: 2 })})`}
              </option>
            ))}
          </SelectField>
        </div>
        <div className={parts.row}>
          <SelectField
            label={t("category")}
            value={value.category}
            onChange={(event) => set({ category: event.target.value })}
          >
            {menu.categories.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </SelectField>
          <TextField
            label={t("station")}
            hint={t("station_hint")}
            wrong={wrong("station")}
            list={stations}
            required
            value={value.station}
            onChange={(event) => set({ station: event.target.value })}
          />
          <datalist id={stations}>
            {[...new Set(menu.products.map((one) => one.station))].map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
          <SelectField
            label={t("stock_item")}
            wrong={wrong("stock_item")}
            value={value.stock_item ?? ""}
            onChange={(event) => set({ stock_item: event.target.value || null })}
          >
            <option value="">{t("stock_item_none")}</option>
            {(menu.stock_items ?? []).map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </SelectField>
        </div>
      </Card>
      <Card title={t("allergens_and_diets")}>
        <ManyOf
          legend={t("allergens")}
          choices={allergenChoices(t)}
          value={value.allergens ?? []}
          onChange={(allergens) => set({ allergens } as Partial<Product>)}
        />
        <ManyOf
          legend={t("diets")}
          choices={dietChoices(t)}
          value={value.diets ?? []}
          onChange={(diets) => set({ diets } as Partial<Product>)}
        />
      </Card>
      <Card title={t("option_groups")}>
        <AskedGroups
          menu={menu}
          value={value.option_groups ?? []}
          wrong={faultAt(error, "/option_groups")}
          onChange={(option_groups) => set({ option_groups })}
        />
      </Card>
    </>
  );
}

/** Which groups are asked, in which sequence. */
function AskedGroups(props: {
  menu: Menu;
  value: string[];
  wrong: string | undefined;
  onChange: (value: string[]) => void;
}) {
  const { t } = useWords();
  const { value, onChange } = props;
  const groups = props.menu.option_groups ?? [];
  const name = (id: string) => groups.find((one) => one.id === id)?.name ?? id;
  const left = groups.filter((one) => !value.includes(one.id));
  return (
    <>
      {value.length === 0 && <p className={parts.soft}>{t("groups_none_asked")}</p>}
      <ol className={style.groups}>
        {value.map((id, at) => (
          <li key={id}>
            <span>{name(id)}</span>
            <IconButton
              label={t("move_up", { name: name(id) })}
              disabled={at === 0}
              onClick={() => onChange(moved(value, at, at - 1))}
            >
              <Icon name="up" size={18} />
            </IconButton>
            <IconButton
              label={t("move_down", { name: name(id) })}
              disabled={at === value.length - 1}
              onClick={() => onChange(moved(value, at, at + 1))}
            >
              <Icon name="down" size={18} />
            </IconButton>
            <IconButton
              label={t("remove_name", { name: name(id) })}
              onClick={() => onChange(value.filter((one) => one !== id))}
            >
              <Icon name="close" size={18} />
            </IconButton>
          </li>
        ))}
      </ol>
      {left.length > 0 && (
        <SelectField
          label={t("group_ask")}
          wrong={props.wrong}
          value=""
          onChange={(event) => event.target.value && onChange([...value, event.target.value])}
        >
          <option value="">{t("choose")}</option>
          {left.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </SelectField>
      )}
    </>
  );
}
