import { Skeleton } from "@comanda/ui";
import { useWords } from "../words/index.ts";
import style from "./Page.module.css";

/** The place of a page that is on its way. */
export function Waiting() {
  const { t } = useWords();
  return (
    <div className={style.page} role="status" aria-label={t("loading")}>
      <Skeleton width="60%" height="2.2rem" />
      <Skeleton height="8rem" />
      <Skeleton height="8rem" />
    </div>
  );
}
