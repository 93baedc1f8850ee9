import { Icon, useNow } from "@comanda/ui";
import { Link, useLocation } from "wouter";
import { useKept } from "../../lib/kept.ts";
import { useWords } from "../../words/index.ts";
import style from "./GoingBand.module.css";
import { goingKept, goingNow } from "./going.ts";

/** The way back to an order that is being made. */
export function GoingBand() {
  const { t } = useWords();
  const [at] = useLocation();
  const going = goingNow(useKept(goingKept), at, useNow(60_000));
  if (!going) return null;
  const { order, number } = going;
  return (
    <nav aria-label={t("orders")}>
      <Link href={`/orders/${order}`} className={style.band}>
        <Icon name="cup" size={20} />
        <span>{number ? t("order_going", { number }) : t("order_going_soon")}</span>
      </Link>
    </nav>
  );
}
