// What is in the cart, in reach all the time.

import type { Location } from "@comanda/api";
import { Icon } from "@comanda/ui";
import { Link } from "wouter";
import { useWords } from "../../words/index.ts";
import style from "./CartBar.module.css";
import { priceCart, type Shop } from "./maths.ts";
import { countOf, useCart } from "./store.ts";

export function CartBar({ location, shop }: { location: Location; shop: Shop }) {
  const { t, f } = useWords();
  const cart = useCart(location.id);
  const count = countOf(cart);
  const { subtotal_minor } = priceCart(shop, cart.lines);
  return (
    <div className={style.place} role="status">
      {count > 0 && (
        <Link href={`/l/${location.id}/cart`} className={style.bar}>
          <span className={style.count}>
            <Icon name="bag" />
            <span>{t("cart_items", { count })}</span>
          </span>
          <span className={style.word}>{t("cart_view")}</span>
          <span className={style.price}>{f.money(subtotal_minor, shop.currency)}</span>
        </Link>
      )}
    </div>
  );
}
