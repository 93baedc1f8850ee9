// The frame of every page: whose café it is, the ways to orders and account, what waits to be sent.

import { useServices } from "@comanda/session";
import { Icon, type IconName, Notice } from "@comanda/ui";
import { type ReactNode, Suspense } from "react";
import { Link, useLocation } from "wouter";
import { GoingBand } from "../features/orders/GoingBand.tsx";
import { useOnline } from "../lib/online.ts";
import { useWords } from "../words/index.ts";
import style from "./Frame.module.css";
import { Waiting } from "./Waiting.tsx";

export function Frame({ children, outbox }: { children: ReactNode; outbox: ReactNode }) {
  const { t } = useWords();
  const { brand } = useServices().config;
  const online = useOnline();
  return (
    <>
      <a className={style.skip} href="#main">
        {t("skip")}
      </a>
      <header className={style.header}>
        <Link href="/" className={style.brand}>
          {brand.logo ? (
            <img src={brand.logo} alt="" width="36" height="36" />
          ) : (
            <span className={style.mark}>
              <Icon name="cup" />
            </span>
          )}
          <span>{brand.name}</span>
        </Link>
        <nav className={style.nav} aria-label={t("nav")}>
          <Way href="/orders" icon="receipt" name={t("nav_orders")} />
          <Way href="/me" icon="person" name={t("nav_me")} />
        </nav>
      </header>
      {!online && (
        <div className={style.band}>
          <Notice tone="warn" icon="globe">
            <p>{t("offline_band")}</p>
          </Notice>
        </div>
      )}
      <div className={style.band}>
        <GoingBand />
      </div>
      {outbox}
      <main id="main" className={style.main} tabIndex={-1}>
        <Suspense fallback={<Waiting />}>{children}</Suspense>
      </main>
    </>
  );
}

function Way({ href, icon, name }: { href: string; icon: IconName; name: string }) {
  const [at] = useLocation();
  return (
    <Link
      href={href}
      className={style.way}
      aria-current={at === href || at.startsWith(`${href}/`) ? "page" : undefined}
    >
      <Icon name={icon} />
      <span>{name}</span>
    </Link>
  );
}
