import { useApi } from "@comanda/session";
import { Button } from "@comanda/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "wouter";
import { menuQuery } from "../../api/menu.ts";
import { useHere } from "../../frame/places.tsx";
import { Card } from "../../parts/Card.tsx";
import { useDeed } from "../../parts/deed.ts";
import { Answered, Failed } from "../../parts/States.tsx";
import { useWords } from "../../words/index.ts";
import { useStock } from "../stock/useStock.ts";
import style from "./SoldOut.module.css";

/** What guests cannot have now, and the way to have it back. */
export function SoldOut() {
  const { t, f } = useWords();
  const api = useApi();
  const here = useHere();
  const queries = useQueryClient();
  const deed = useDeed();
  const menu = useQuery(menuQuery(api, here.id));
  const none = (useStock().data ?? []).filter(({ level }) => level <= 0);
  return (
    <Card title={t("sold_out_now")}>
      {deed.error ? <Failed error={deed.error} /> : null}
      <Answered query={menu} rows={2}>
        {({ menu: { products, option_groups } }) => {
          const gone = [
            ...products
              .filter((one) => one.available === false)
              .map((one) => ({ ...one, kind: "product" as const })),
            ...(option_groups ?? [])
              .flatMap((group) => group.options)
              .filter((one) => one.available === false)
              .map((one) => ({ ...one, kind: "option" as const })),
          ];
          if (gone.length + none.length === 0)
            return <p className={style.none}>{t("all_available")}</p>;
          return (
            <ul className={style.list}>
              {none.map((one) => (
                <li key={one.stock_item}>
                  <span>
                    {one.name}
                    <small>{t("stock_none")}</small>
                  </span>
                  <Link href="/stock">{t("nav_stock")}</Link>
                </li>
              ))}
              {gone.map((one) => (
                <li key={one.id}>
                  <span>
                    {one.name}
                    <small>
                      {one.sold_out_until
                        ? t("until", { time: f.dayTime(one.sold_out_until, here.time_zone) })
                        : t("until_further")}
                    </small>
                  </span>
                  <Button
                    busy={deed.busy}
                    onClick={() =>
                      deed.run(
                        async () => {
                          const body = { available: true };
                          const location = here.id;
                          if (one.kind === "product") {
                            await api.PUT(
                              "/v1/locations/{location}/menu/products/{product}/availability",
                              { params: { path: { location, product: one.id } }, body },
                            );
                          } else {
                            await api.PUT(
                              "/v1/locations/{location}/menu/options/{option}/availability",
                              { params: { path: { location, option: one.id } }, body },
                            );
                          }
                          await queries.invalidateQueries({ queryKey: ["menu", location] });
                        },
                        t("available_again", { name: one.name }),
                      )
                    }
                  >
                    {t("make_available")}
                  </Button>
                </li>
              ))}
            </ul>
          );
        }}
      </Answered>
    </Card>
  );
}
