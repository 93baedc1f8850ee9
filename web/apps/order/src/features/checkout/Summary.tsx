import type { Quote } from "@comanda/api";
import page from "../../shell/Page.module.css";
import { useWords } from "../../words/index.ts";
import { priceCart, type Shop } from "../cart/maths.ts";
import type { Cart } from "../cart/store.ts";
import style from "./CheckoutPage.module.css";

interface Props {
  shop: Shop;
  cart: Cart;
  subtotalMinor: number;
  tipMinor: number;
  totalMinor: number;
  taxes: Quote["taxes"] | undefined;
}

/** What it comes to. */
export function Summary({ shop, cart, subtotalMinor, tipMinor, totalMinor, taxes }: Props) {
  const { t, f } = useWords();
  const priced = priceCart(shop, cart.lines);
  const money = (minor: number) => f.money(minor, shop.currency);
  return (
    <section className={page.card} aria-labelledby="sum">
      <h2 id="sum">{t("sum")}</h2>
      <ul className={style.lines}>
        {cart.lines.map((line, place) => (
          <li key={line.id}>
            <span>
              {f.number(line.quantity)} × {shop.products.get(line.product)?.name ?? t("gone")}
            </span>
            <span>{money(priced.lines[place]?.total_minor ?? 0)}</span>
          </li>
        ))}
      </ul>
      <dl className={page.sum} aria-live="polite">
        {tipMinor > 0 && (
          <>
            <div>
              <dt>{t("subtotal")}</dt>
              <dd>{money(subtotalMinor)}</dd>
            </div>
            <div>
              <dt>{t("tip")}</dt>
              <dd>{money(tipMinor)}</dd>
            </div>
          </>
        )}
        <div className={page.total}>
          <dt>{t("total")}</dt>
          <dd>{money(totalMinor)}</dd>
        </div>
        {taxes?.map((tax) => (
          <div key={tax.rate_basis_points} className={page.soft}>
            <dt>
              {t(shop.pricesIncludeTax ? "tax_included" : "tax_added", {
                rate: f.number(tax.rate_basis_points / 100),
              })}
            </dt>
            <dd>{money(tax.amount_minor)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
