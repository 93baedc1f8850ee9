import { buttonClass } from "@comanda/ui";
import { Link } from "wouter";
import { useWords } from "../../words/index.ts";
import { usePage } from "../shell/usePage.ts";
import { Welcome } from "./Welcome.tsx";

export function NotFound() {
  const { t } = useWords();
  const heading = usePage(t("notFound"));
  return (
    <Welcome>
      <h1 ref={heading} tabIndex={-1}>
        {t("notFound")}
      </h1>
      <p>{t("notFoundText")}</p>
      <Link href="/" className={buttonClass({ kind: "primary", wide: true })}>
        {t("toStart")}
      </Link>
    </Welcome>
  );
}
