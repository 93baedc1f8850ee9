import { Link, useLocation } from "wouter";
import { useWords } from "../../words/index.ts";
import style from "./MenuTabs.module.css";

/** Between what is sold and what can be chosen with it. */
export function MenuTabs() {
  const { t } = useWords();
  const [path] = useLocation();
  const tabs = [
    { to: "/menu", name: t("products") },
    { to: "/menu/options", name: t("option_groups") },
  ];
  return (
    <nav className={style.tabs} aria-label={t("nav_menu")}>
      {tabs.map((tab) => (
        <Link key={tab.to} href={tab.to} aria-current={path === tab.to ? "page" : undefined}>
          {tab.name}
        </Link>
      ))}
    </nav>
  );
}
