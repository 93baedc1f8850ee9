import type { Location } from "@comanda/api";
import { Icon } from "@comanda/ui";
import { useWords } from "../../words/index.ts";
import style from "./MapLink.module.css";
import { mapOf } from "./map.ts";

/** Shows a place on a map. Without its words it is told by its name, to those who hear it. */
export function MapLink({ place, bare = false }: { place: Location; bare?: boolean }) {
  const { t } = useWords();
  return (
    <a
      href={mapOf(place, navigator.userAgent)}
      rel="noreferrer"
      target="_blank"
      className={[style.way, bare && style.bare].filter(Boolean).join(" ")}
      aria-label={bare ? t("map_of", { name: place.name }) : undefined}
      title={bare ? t("map") : undefined}
    >
      <Icon name="pin" size={20} /> {!bare && t("map")}
    </a>
  );
}
