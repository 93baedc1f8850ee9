import { Skeleton } from "@comanda/ui";
import { useWords } from "../../words/index.ts";
import style from "./Shell.module.css";

export function Loading() {
  const { t } = useWords();
  return (
    <div className={style.loading} role="status">
      <span className="quiet-hidden">{t("loading")}</span>
      <Skeleton width="12rem" height="2rem" />
      <Skeleton height="8rem" />
      <Skeleton height="8rem" />
    </div>
  );
}
