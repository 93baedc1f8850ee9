import { Icon } from "@comanda/ui";
import { Link } from "wouter";
import { Heading } from "../lib/page.tsx";
import { useWords } from "../words/index.ts";
import style from "./Page.module.css";

/** The heading of a page with the way back to where it belongs. */
export function PageHead({ back, children }: { back: string; children: string }) {
  const { t } = useWords();
  return (
    <div className={style.head}>
      <Link href={back} className={style.back} aria-label={t("back")}>
        <Icon name="back" />
      </Link>
      <Heading>{children}</Heading>
    </div>
  );
}
