import type { Location } from "@comanda/api";
import { Icon, IconButton } from "@comanda/ui";
import { Link } from "wouter";
import { useKept } from "../../lib/kept.ts";
import { useMenu } from "../../lib/queries.ts";
import page from "../../shell/Page.module.css";
import { useWords } from "../../words/index.ts";
import { optionNames } from "../cart/describe.ts";
import { shopOf } from "../cart/maths.ts";
import { favouritesKept, toggled } from "../favourites/store.ts";

/** What somebody likes to have, at each location. */
export function FavouritesPart({ places }: { places: Location[] }) {
  const { t } = useWords();
  const all = useKept(favouritesKept);
  const with_ = places.filter((place) => all.some((one) => one.location === place.id));
  if (with_.length === 0) return null;
  return (
    <section className={page.card} aria-labelledby="favourites">
      <h2 id="favourites">{t("favourites")}</h2>
      {with_.map((place) => (
        <OfPlace key={place.id} place={place} />
      ))}
    </section>
  );
}

function OfPlace({ place }: { place: Location }) {
  const { t, f } = useWords();
  const all = useKept(favouritesKept);
  const menu = useMenu(place.id).data;
  if (!menu) return null;
  const shop = shopOf(place, menu);
  return (
    <div>
      <h3>{place.name}</h3>
      <ul>
        {all
          .filter((one) => one.location === place.id)
          .map((one) => {
            const product = shop.products.get(one.product);
            const name = product?.name ?? t("gone");
            const options = product ? optionNames(shop, product, one.options) : [];
            return (
              <li key={`${one.product} ${one.options.join()}`} className={page.row}>
                <p style={{ flex: 1 }}>
                  <Link href={`/l/${place.id}/p/${one.product}`}>{name}</Link>
                  {options.length > 0 && <span className={page.soft}> {f.list(options)}</span>}
                </p>
                <IconButton
                  label={t("remove", { name })}
                  onClick={() => favouritesKept.set(toggled(all, one))}
                >
                  <Icon name="trash" size={20} />
                </IconButton>
              </li>
            );
          })}
      </ul>
    </div>
  );
}
