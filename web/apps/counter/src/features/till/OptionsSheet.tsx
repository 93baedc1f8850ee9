// How somebody wants it: one question after the other, with the price as it stands.

import type { MenuOption, OptionGroup, Product } from "@comanda/api";
import { Button, Sheet, Stepper, TextField } from "@comanda/ui";
import { useId, useState } from "react";
import { useWords } from "../../words/index.ts";
import { usePlace } from "../shell/Place.tsx";
import {
  answersOf,
  chosen,
  QUANTITY_MAX,
  times,
  unanswered,
  unitPrice,
  type Wanted,
} from "./cart.ts";
import style from "./OptionsSheet.module.css";

const NOTE_CHARS_MAX = 140;

interface Props {
  product: Product;
  groups: OptionGroup[];
  defaults: string[];
  onAdd: (line: Wanted) => void;
  onClose: () => void;
}

export function OptionsSheet({ product, groups, defaults, onAdd, onClose }: Props) {
  const { t, f } = useWords();
  const { location } = usePlace();
  const [options, setOptions] = useState(defaults);
  const [quantity, setQuantity] = useState(1);
  const [note, setNote] = useState("");
  const missing = unanswered(options, groups);
  const price = unitPrice(product, groups, options) * quantity;
  const { id, name } = product;
  return (
    <Sheet
      title={name}
      closeLabel={t("close")}
      onClose={onClose}
      foot={
        <div className={style.foot}>
          <Stepper
            label={t("quantity")}
            lessLabel={t("less")}
            moreLabel={t("oneMore")}
            min={1}
            max={QUANTITY_MAX}
            value={quantity}
            onChange={setQuantity}
          />
          <Button
            kind="primary"
            className={style.add ?? ""}
            disabled={missing.length > 0}
            onClick={() => onAdd({ product: id, name, quantity, options, note: note.trim() })}
          >
            {missing[0]
              ? t("chooseFirst", { question: missing[0].name })
              : t("add", { price: location ? f.money(price, location.currency) : "" })}
          </Button>
        </div>
      }
    >
      {groups.map((group) => (
        <Question key={group.id} group={group} options={options} onChange={setOptions} />
      ))}
      <TextField
        label={t("wish")}
        maxLength={NOTE_CHARS_MAX}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </Sheet>
  );
}

interface QuestionProps {
  group: OptionGroup;
  options: string[];
  onChange: (options: string[]) => void;
}

function Question({ group, options, onChange }: QuestionProps) {
  const { t } = useWords();
  const isRequired = group.min > 0;
  return (
    <fieldset className={style.question}>
      <legend>
        {group.name} <span>{isRequired ? t("required") : t("optional")}</span>
      </legend>
      {group.options.map((option) => (
        <Answer key={option.id} {...{ group, option, options, onChange }} />
      ))}
    </fieldset>
  );
}

function Answer({ group, option, options, onChange }: QuestionProps & { option: MenuOption }) {
  const { t, f } = useWords();
  const { location } = usePlace();
  const name = useId();
  const count = times(options, option.id);
  const isSoldOut = option.available === false;
  const most = option.max_quantity ?? 1;
  const isSingle = group.max === 1;
  const room = group.max - answersOf(options, group);
  const difference = option.price_difference_minor ?? 0;
  const set = (value: number) => onChange(chosen(options, group, option.id, value));
  const about = (
    <>
      <span className={style.name}>{option.name}</span>
      <span className={style.price}>
        {isSoldOut
          ? t("soldOut")
          : difference !== 0 && location && f.difference(difference, location.currency)}
      </span>
    </>
  );
  if (!isSingle && most > 1) {
    return (
      <div className={style.answer}>
        {about}
        <Stepper
          label={option.name}
          lessLabel={t("less")}
          moreLabel={t("oneMore")}
          max={isSoldOut ? 0 : Math.min(most, count + room)}
          value={count}
          onChange={set}
        />
      </div>
    );
  }
  const isRadio = isSingle && group.min > 0;
  return (
    <label className={style.answer}>
      <input
        type={isRadio ? "radio" : "checkbox"}
        name={isRadio ? group.id : name}
        checked={count > 0}
        disabled={isSoldOut || (!isSingle && count === 0 && room <= 0)}
        onChange={(event) => set(event.target.checked ? 1 : 0)}
      />
      {about}
    </label>
  );
}
