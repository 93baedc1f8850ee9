// What others have here, for somebody who looks over a cart that it is not in.

import type { Location } from "@comanda/api";
import { useState } from "react";
import { useKept } from "../../lib/kept.ts";
import { useWords } from "../../words/index.ts";
import { groupsOf, type Shop } from "../cart/maths.ts";
import { useCart } from "../cart/store.ts";
import style from "./AgainRow.module.css";
import { ProductCard } from "./ProductCard.tsx";
import { fit } from "./tastes.ts";
import { tastesKept } from "./tastesKept.ts";
import { usePopular } from "./usePopular.ts";

export function PopularRow({ location, shop }: { location: Location; shop: Shop }) {
  const { t } = useWords();
  const tastes = useKept(tastesKept);
  const { lines } = useCart(location.id);
  // What is added meanwhile keeps its place: nothing moves under a finger, and the focus stays.
  const [had] = useState(lines);
  const shown = usePopular(location.id, shop).flatMap((id) => {
    const product = shop.products.get(id);
    const wanted =
      product &&
      product.available !== false &&
      had.every((line) => line.product !== id) &&
      fit(product, groupsOf(shop, product), tastes) === "fits";
    return wanted ? [product] : [];
  });
  if (shown.length === 0) return null;
  return (
    <section className={style.row} aria-labelledby="popular">
      <h2 id="popular">{t("popular_here")}</h2>
      <ul>
        {shown.map((product) => (
          <ProductCard key={product.id} location={location} shop={shop} product={product} />
        ))}
      </ul>
    </section>
  );
}
