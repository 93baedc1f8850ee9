// A product on the menu: the whole card opens it, and the plus takes it as it was had before.

import type { Location, Product } from "@comanda/api";
import { Icon, useToast } from "@comanda/ui";
import { memo } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { OVER } from "../../lib/over.ts";
import { useWords } from "../../words/index.ts";
import { groupsOf, priceLine, type Shop } from "../cart/maths.ts";
import { addLine } from "../cart/store.ts";
import { firstChoice, openQuestion } from "../product/choice.ts";
import { remembered } from "../product/remembered.ts";
import { Picture } from "./Picture.tsx";
import style from "./ProductCard.module.css";

interface Props {
  location: Location;
  shop: Shop;
  product: Product;
  /** It goes with somebody's tastes only with another option than the usual. */
  withChoice?: boolean;
  /** Seen at once: its picture does not wait. */
  early?: boolean;
  /** Among what is ordered most here. */
  popular?: boolean;
  /** Taken with these options rather than the usual. */
  options?: string[];
}

/** Drawn again only when something about it has changed: a menu has many. */
export const ProductCard = memo(function ProductCard(props: Props) {
  const { location, shop, product, withChoice, early, popular, options } = props;
  const { t, f } = useWords();
  const [, go] = useLocation();
  const toast = useToast();
  const groups = groupsOf(shop, product);
  const soldOut = product.available === false;
  const choice = options ?? firstChoice(groups, remembered(location.id, product.id));
  const price = priceLine(shop, { product: product.id, quantity: 1, options: choice });
  const minor = price.faults.length > 0 ? product.price_minor : price.unit_price_minor;
  // What is searched for stays: the menu is still there, below.
  const search = useSearch();
  const href = `/l/${location.id}/p/${product.id}${search ? `?${search}` : ""}`;
  const names = groups.flatMap((group) =>
    group.options.filter((one) => choice.includes(one.id) && !one.default).map((one) => one.name),
  );

  const add = () => {
    if (withChoice || openQuestion(groups, choice) || price.faults.length > 0) {
      return go(href, { state: OVER });
    }
    const run = addLine(location.id, { product: product.id, quantity: 1, options: choice });
    toast(t("added", { name: product.name }), { label: t("undo"), run });
  };

  return (
    <li className={[style.card, soldOut && style.out].filter(Boolean).join(" ")}>
      <div className={style.text}>
        <h3>
          <Link href={href} state={OVER} className={style.name}>
            {product.name}
          </Link>
        </h3>
        {(names.length > 0 || product.description) && (
          <p className={style.about}>{names.length > 0 ? f.list(names) : product.description}</p>
        )}
        {withChoice && <p className={style.hint}>{t("with_choice")}</p>}
        <p className={style.price}>
          {soldOut ? <strong>{t("sold_out")}</strong> : f.money(minor, shop.currency)}
        </p>
      </div>
      <Picture src={product.image} early={early ?? false} className={style.picture}>
        {/* Over the picture, where it moves nothing when it comes. */}
        {popular && !soldOut && <span className={style.popular}>{t("popular")}</span>}
      </Picture>
      {!soldOut && (
        <button
          type="button"
          className={style.add}
          onClick={add}
          aria-label={t("add_one", { name: product.name })}
        >
          <Icon name="add" size={20} />
        </button>
      )}
    </li>
  );
});
