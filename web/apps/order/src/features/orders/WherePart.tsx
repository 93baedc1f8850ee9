import type { Location } from "@comanda/api";
import page from "../../shell/Page.module.css";
import { useWords } from "../../words/index.ts";
import { MapLink } from "../places/MapLink.tsx";
import { PhoneLink } from "../places/PhoneLink.tsx";
import style from "./OrderPage.module.css";
import type { Seen } from "./progress.ts";

/** Where order and customer meet: at the café, at a table, or at a door. */
export function WherePart({ order, location }: { order: Seen; location: Location }) {
  const { t } = useWords();
  const { fulfilment } = order;
  const fetched = fulfilment.type === "pickup";
  const lines = {
    pickup: location.address,
    "dine-in": "table" in fulfilment ? [t("table_yours", { table: fulfilment.table })] : [],
    delivery: "address" in fulfilment ? fulfilment.address : [],
  }[fulfilment.type];
  const words = { pickup: t("where"), "dine-in": t("to_table"), delivery: t("to_address") };
  const shared = fulfilment.type === "delivery" && lines.length === 0;
  if (shared || (lines.length === 0 && !location.phone)) return null;
  return (
    <section className={page.card} aria-labelledby="where">
      <h2 id="where">{words[fulfilment.type]}</h2>
      <address className={style.address}>
        {lines.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an address may say the same twice.
          <span key={place}>{line}</span>
        ))}
      </address>
      <p className={page.row}>
        {fetched && lines.length > 0 && <MapLink place={location} />}
        {location.phone && <PhoneLink phone={location.phone} />}
      </p>
    </section>
  );
}
