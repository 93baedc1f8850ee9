// What is in the cart, to look over before going to the checkout.

import type { Location } from "@comanda/api";
import { buttonClass, Icon, IconButton, Notice, Stepper, useToast } from "@comanda/ui";
import { useEffect } from "react";
import { Link } from "wouter";
import { ahead } from "../../lib/idle.ts";
import { OVER } from "../../lib/over.ts";
import { said } from "../../lib/problem.ts";
import { useLocationOf, useMenu } from "../../lib/queries.ts";
import { Drawing } from "../../shell/Drawing.tsx";
import { Empty, Failed } from "../../shell/Failed.tsx";
import page from "../../shell/Page.module.css";
import { PageHead } from "../../shell/PageHead.tsx";
import { Waiting } from "../../shell/Waiting.tsx";
import { useWords } from "../../words/index.ts";
import { Picture } from "../menu/Picture.tsx";
import { PopularRow } from "../menu/PopularRow.tsx";
import style from "./CartPage.module.css";
import { optionNames } from "./describe.ts";
import { type PricedLine, priceCart, QUANTITY_MAX, type Shop, shopOf } from "./maths.ts";
import { type CartLine, removeLine, setQuantity, useCart } from "./store.ts";

export default function CartPage({ id }: { id: string }) {
  const { t } = useWords();
  const { location, query } = useLocationOf(id);
  const menu = useMenu(id);
  const cart = useCart(id);
  const back = `/l/${id}`;
  useEffect(() => {
    // The next page, while this one is looked over.
    ahead(() => import("../checkout/CheckoutPage.tsx"));
  }, []);
  if (cart.lines.length === 0) {
    return (
      <div className={page.page}>
        <PageHead back={back}>{t("cart")}</PageHead>
        <Empty>
          <Drawing name="empty-cart" />
          <p>{t("cart_empty")}</p>
          <Link href={back} className={buttonClass({ kind: "primary" })}>
            {t("to_menu")}
          </Link>
        </Empty>
      </div>
    );
  }
  const error = query.error ?? menu.error;
  if (error && !(location && menu.data)) {
    return <Failed error={error} again={() => Promise.all([query.refetch(), menu.refetch()])} />;
  }
  if (!location || !menu.data) return <Waiting />;
  return <Lines location={location} shop={shopOf(location, menu.data)} />;
}

function Lines({ location, shop }: { location: Location; shop: Shop }) {
  const { t, f } = useWords();
  const cart = useCart(location.id);
  const priced = priceCart(shop, cart.lines);
  const faulty = priced.lines.some((line) => line.faults.length > 0);
  return (
    <div className={page.page}>
      <PageHead back={`/l/${location.id}`}>{t("cart")}</PageHead>
      <ul className={style.lines}>
        {cart.lines.map((line, place) => (
          <Line
            key={line.id}
            location={location}
            shop={shop}
            line={line}
            priced={priced.lines[place] as PricedLine}
          />
        ))}
      </ul>
      <Link href={`/l/${location.id}`} className={buttonClass({ kind: "plain" })}>
        <Icon name="add" size={20} /> {t("cart_more")}
      </Link>
      <PopularRow location={location} shop={shop} />
      {faulty && (
        <Notice tone="warn">
          <p>{t("cart_faulty")}</p>
        </Notice>
      )}
      <div className={style.end}>
        <dl className={page.sum} aria-live="polite">
          <div className={page.total}>
            <dt>{t("subtotal")}</dt>
            <dd>{f.money(priced.subtotal_minor, shop.currency)}</dd>
          </div>
        </dl>
        {!faulty && (
          <Link
            href={`/l/${location.id}/checkout`}
            className={buttonClass({ kind: "primary", wide: true })}
          >
            {t("to_checkout")}
          </Link>
        )}
      </div>
    </div>
  );
}

interface LineProps {
  location: Location;
  shop: Shop;
  line: CartLine;
  priced: PricedLine;
}

function Line({ location, shop, line, priced }: LineProps) {
  const { t, f } = useWords();
  const toast = useToast();
  const product = shop.products.get(line.product);
  const name = product?.name ?? t("gone");
  const options = product ? optionNames(shop, product, line.options) : [];
  const remove = () => {
    const run = removeLine(location.id, line.id);
    toast(t("removed", { name }), { label: t("undo"), run });
  };
  return (
    <li className={style.line}>
      <Picture src={product?.image} early className={style.picture} />
      <div className={style.text}>
        <h2>
          {product ? (
            <Link href={`/l/${location.id}/p/${line.product}?line=${line.id}`} state={OVER}>
              {name}
            </Link>
          ) : (
            name
          )}
        </h2>
        {options.length > 0 && <p className={page.soft}>{f.list(options)}</p>}
        {line.note && <p className={style.note}>{line.note}</p>}
        {priced.faults.map((code) => (
          <p key={code} className={style.fault}>
            {said(t, code, code)}
          </p>
        ))}
        <div className={style.foot}>
          <Stepper
            label={t("quantity_of", { name })}
            lessLabel={`${t("less")}: ${name}`}
            moreLabel={`${t("more")}: ${name}`}
            value={line.quantity}
            min={1}
            max={QUANTITY_MAX}
            onChange={(quantity) => setQuantity(location.id, line.id, quantity)}
          />
          <IconButton label={t("remove", { name })} onClick={remove}>
            <Icon name="trash" size={20} />
          </IconButton>
          <span className={style.price}>
            {priced.faults.length === 0 && f.money(priced.total_minor, shop.currency)}
          </span>
        </div>
      </div>
    </li>
  );
}
