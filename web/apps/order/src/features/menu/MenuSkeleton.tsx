import { Skeleton } from "@comanda/ui";
import { useWords } from "../../words/index.ts";
import style from "./MenuPage.module.css";

const CARDS = ["a", "b", "c", "d", "e", "f"];

/** A menu that is on its way, in the shape it will have. */
export function MenuSkeleton() {
  const { t } = useWords();
  return (
    <div role="status" aria-label={t("loading")} className={style.skeleton}>
      <Skeleton width="50%" height="2.4rem" />
      <Skeleton width="70%" />
      <Skeleton height="2.75rem" />
      <div className={style.grid}>
        {CARDS.map((key) => (
          <Skeleton key={key} height="7.5rem" />
        ))}
      </div>
    </div>
  );
}
