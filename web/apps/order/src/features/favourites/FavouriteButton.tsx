import { Icon } from "@comanda/ui";
import { useKept } from "../../lib/kept.ts";
import { useWords } from "../../words/index.ts";
import style from "./FavouriteButton.module.css";
import { favouritesKept, isFavourite, toggled } from "./store.ts";

/** A heart: pressed, the product is a favourite with just these options. */
export function FavouriteButton(props: { location: string; product: string; options: string[] }) {
  const { t } = useWords();
  const all = useKept(favouritesKept);
  const pressed = isFavourite(all, props);
  const { location, product, options } = props;
  return (
    <button
      type="button"
      className={style.heart}
      aria-pressed={pressed}
      aria-label={t("favourite")}
      title={t("favourite")}
      onClick={() => favouritesKept.set(toggled(all, { location, product, options }))}
    >
      <Icon name="heart" />
    </button>
  );
}
