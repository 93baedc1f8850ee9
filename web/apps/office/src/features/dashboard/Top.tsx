import { useApi } from "@comanda/session";
import { useQuery } from "@tanstack/react-query";
import { menuQuery } from "../../api/menu.ts";
import { Ranked } from "../../charts/Ranked.tsx";
import { useHere } from "../../frame/places.tsx";
import { Card } from "../../parts/Card.tsx";
import { useWords } from "../../words/index.ts";
import style from "./Dashboard.module.css";
import type { Sales } from "./sales.ts";

const SHOWN = 6;

/** What is sold most, as it looks on the menu. */
export function Top({ sales }: { sales: Sales }) {
  const { t, f } = useWords();
  const api = useApi();
  const here = useHere();
  const menu = useQuery(menuQuery(api, here.id));
  const picture = (id: string) => menu.data?.menu.products.find((one) => one.id === id)?.image;
  return (
    <Card title={t("top_products")}>
      {sales.top_products.length === 0 ? (
        <p className={style.none}>{t("nothing_sold")}</p>
      ) : (
        <Ranked
          ranks={sales.top_products.slice(0, SHOWN).map((one) => ({
            id: one.product,
            name: one.name,
            picture: picture(one.product),
            value: one.quantity,
            text: f.number(one.quantity),
            more: f.money(one.gross_minor, sales.currency),
          }))}
        />
      )}
    </Card>
  );
}
