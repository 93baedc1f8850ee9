import { buttonClass } from "@comanda/ui";
import { Link } from "wouter";
import { Heading } from "../lib/page.tsx";
import { useWords } from "../words/index.ts";
import { Empty } from "./Failed.tsx";

/** An address that leads nowhere. */
export function MissingPage() {
  const { t } = useWords();
  return (
    <Empty icon="search">
      <Heading>{t("missing")}</Heading>
      <Link href="/" className={buttonClass({ kind: "primary" })}>
        {t("to_menu")}
      </Link>
    </Empty>
  );
}
