// One product with its questions, over the menu. The price and the allergens follow the answers.

import type { Location, Product } from "@comanda/api";
import { Button, Icon, Sheet, Stepper, TextField, useToast } from "@comanda/ui";
import { useId, useState } from "react";
import { useSearchParams } from "wouter";
import { useKept } from "../../lib/kept.ts";
import { closeOver } from "../../lib/over.ts";
import { Said } from "../../lib/page.tsx";
import { type Key, useWords } from "../../words/index.ts";
import { groupsOf, priceLine, QUANTITY_MAX, type Shop } from "../cart/maths.ts";
import { addLine, cartOf, replaceLine } from "../cart/store.ts";
import { FavouriteButton } from "../favourites/FavouriteButton.tsx";
import { Picture } from "../menu/Picture.tsx";
import { allergensOf } from "../menu/tastes.ts";
import { tastesKept } from "../menu/tastesKept.ts";
import { firstChoice, openQuestion } from "./choice.ts";
import { OptionGroupField } from "./OptionGroupField.tsx";
import style from "./ProductSheet.module.css";
import { remember, remembered } from "./remembered.ts";

/** Longest wish to the kitchen. */
const NOTE_MAX = 140;

interface Props {
  location: Location;
  shop: Shop;
  product: Product;
  onClose: () => void;
}

export default function ProductSheet({ location, shop, product, onClose }: Props) {
  const { t, f } = useWords();
  const toast = useToast();
  const [params] = useSearchParams();
  const tastes = useKept(tastesKept);
  const groups = groupsOf(shop, product);
  // A line of the cart that is being changed, or a new one.
  const line = cartOf(location.id)
    .get()
    .lines.find((one) => one.id === params.get("line") && one.product === product.id);
  const [options, setOptions] = useState(() =>
    firstChoice(groups, line?.options ?? remembered(location.id, product.id)),
  );
  const [quantity, setQuantity] = useState(line?.quantity ?? 1);
  const [note, setNote] = useState(line?.note ?? "");
  const [asked, setAsked] = useState<string>();
  const form = useId();

  const price = priceLine(shop, { product: product.id, quantity, options });
  const allergens = allergensOf(product, groups, options);
  const avoided = allergens.filter((one) => tastes.avoid.includes(one));
  const soldOut = product.available === false;
  const word = (one: string) => t(`allergen.${one}` as Key);

  const close = line ? () => closeOver(`/l/${location.id}/cart`) : onClose;

  const add = () => {
    const open = openQuestion(groups, options);
    if (open) {
      setAsked(open.id);
      document.getElementById(open.id)?.scrollIntoView({ block: "center" });
      document.getElementById(open.id)?.querySelector("input")?.focus();
      return;
    }
    if (price.faults.length > 0) return;
    const wish = note.trim();
    const made = { product: product.id, quantity, options, ...(wish ? { note: wish } : {}) };
    remember(location.id, product.id, options);
    if (line) replaceLine(location.id, line.id, made);
    else {
      const run = addLine(location.id, made);
      toast(t("added", { name: product.name }), { label: t("undo"), run });
    }
    close();
  };

  return (
    <Sheet
      title={product.name}
      closeLabel={t("close")}
      onClose={close}
      foot={
        <div className={style.foot}>
          <Stepper
            label={t("quantity")}
            lessLabel={t("less")}
            moreLabel={t("more")}
            value={quantity}
            min={1}
            max={QUANTITY_MAX}
            onChange={setQuantity}
          />
          <Button
            kind="primary"
            type="submit"
            form={form}
            disabled={soldOut}
            className={style.add ?? ""}
          >
            {soldOut
              ? t("sold_out")
              : price.faults.length > 0
                ? t("choose")
                : t(line ? "save_for" : "add_for", {
                    price: f.money(price.total_minor, shop.currency),
                  })}
          </Button>
        </div>
      }
    >
      <form
        id={form}
        className={style.body}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <div className={style.top}>
          <Picture src={product.image} early className={style.picture} />
          <FavouriteButton location={location.id} product={product.id} options={options} />
        </div>
        {product.description && <p>{product.description}</p>}
        {(product.diets ?? []).length > 0 && (
          <p className={style.diets}>
            {product.diets?.map((diet) => (
              <span key={diet}>{t(`diet.${diet}` as Key)}</span>
            ))}
          </p>
        )}
        {groups.map((group) => (
          <OptionGroupField
            key={group.id}
            group={group}
            currency={shop.currency}
            options={options}
            avoid={tastes.avoid}
            asked={asked === group.id}
            onChange={(next) => {
              setOptions(next);
              setAsked(undefined);
            }}
          />
        ))}
        <p className={style.allergens}>
          <Icon name="warning" size={18} />
          <span>
            {allergens.length > 0
              ? t("contains", { list: f.list(allergens.map(word)) })
              : t("contains_none")}
          </span>
        </p>
        {avoided.length > 0 && (
          <p className={style.avoided}>{t("avoided", { list: f.list(avoided.map(word)) })}</p>
        )}
        <Said>
          {avoided.length > 0
            ? t("avoided", { list: f.list(avoided.map(word)) })
            : f.money(price.total_minor, shop.currency)}
        </Said>
        <TextField
          label={t("note_line")}
          hint={t("note_hint")}
          maxLength={NOTE_MAX}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </form>
    </Sheet>
  );
}
