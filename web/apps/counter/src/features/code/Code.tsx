// The code of an event, for a screen of its own.

import { Icon } from "@comanda/ui";
import { Link } from "wouter";
import { useWords } from "../../words/index.ts";
import { usePlace } from "../shell/Place.tsx";
import { usePage } from "../shell/usePage.ts";
import { useWakeLock } from "../shell/useWakeLock.ts";
import style from "./Code.module.css";
import { CodePanel } from "./CodePanel.tsx";

export function Code() {
  const { t } = useWords();
  const heading = usePage(t("code"));
  const { location } = usePlace();
  useWakeLock();
  return (
    <div className={style.page}>
      <main className={style.main}>
        <Link href="/" className={style.back} aria-label={t("backToTickets")}>
          <Icon name="back" />
        </Link>
        <p className={style.place}>{location?.name}</p>
        <h1 ref={heading} tabIndex={-1}>
          {t("codeTitle")}
        </h1>
        <CodePanel />
      </main>
    </div>
  );
}
