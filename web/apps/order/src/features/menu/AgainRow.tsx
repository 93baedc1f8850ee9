// What somebody likes and has had here, one press away. It is known before the first paint, so that
// nothing moves.

import type { Location } from "@comanda/api";
import { useKept } from "../../lib/kept.ts";
import { useWords } from "../../words/index.ts";
import type { Shop } from "../cart/maths.ts";
import { againAt, favouritesKept, united } from "../favourites/store.ts";
import style from "./AgainRow.module.css";
import { ProductCard } from "./ProductCard.tsx";

const SHOWN_MAX = 10;

export function AgainRow({ location, shop }: { location: Location; shop: Shop }) {
  const { t } = useWords();
  const favourites = useKept(favouritesKept).filter((one) => one.location === location.id);
  const again = useKept(againAt(location.id)).map((one) => ({ ...one, location: location.id }));
  const shown = united(favourites, again)
    .flatMap(({ product: id, options }) => {
      const product = shop.products.get(id);
      return product && product.available !== false ? [{ product, options }] : [];
    })
    .slice(0, SHOWN_MAX);
  if (shown.length === 0) return null;
  return (
    <section className={style.row} aria-labelledby="again">
      <h2 id="again">{t("again")}</h2>
      <ul>
        {shown.map(({ product, options }) => (
          <ProductCard
            key={`${product.id} ${options.join()}`}
            location={location}
            shop={shop}
            product={product}
            options={options}
          />
        ))}
      </ul>
    </section>
  );
}
