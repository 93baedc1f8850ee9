import { Icon } from "@comanda/ui";
import { Link } from "wouter";
import { useWords } from "../words/index.ts";
import style from "./Back.module.css";

/** The way to the list that something is one of. */
export function Back({ to, name }: { to: string; name: string }) {
  const { t } = useWords();
  return (
    <Link href={to} className={style.back} aria-label={t("back_to", { page: name })}>
      <Icon name="back" size={18} />
      {name}
    </Link>
  );
}
