import { Link } from "wouter";
import { Card, Pill } from "../../parts/Card.tsx";
import { useWords } from "../../words/index.ts";
import { LOW } from "../stock/change.ts";
import { useStock } from "../stock/useStock.ts";
import style from "./SoldOut.module.css";

/** What is counted and nearly gone, before guests notice. As long as there is enough, nothing. */
export function Low() {
  const { t } = useWords();
  const low = (useStock().data ?? []).filter(({ level }) => level > 0 && level <= LOW);
  if (low.length === 0) return null;
  return (
    <Card title={t("running_low")} aside={<Link href="/stock">{t("nav_stock")}</Link>}>
      <ul className={style.list}>
        {low.map((one) => (
          <li key={one.stock_item}>
            {one.name}
            <Pill tone="warn">{t("left", { count: one.level })}</Pill>
          </li>
        ))}
      </ul>
    </Card>
  );
}
