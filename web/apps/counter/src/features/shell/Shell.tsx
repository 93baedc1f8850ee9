// The bar with the names of all screens, and what has to be known on each of them: that the network
// is gone, and that the shop is paused or busy.

import { useServices } from "@comanda/session";
import {
  Boundary,
  Button,
  buttonClass,
  Icon,
  IconButton,
  type IconName,
  Notice,
  Sheet,
} from "@comanda/ui";
import { type ReactNode, useState } from "react";
import { Link, useRoute } from "wouter";
import { type Key, useWords } from "../../words/index.ts";
import { Arrivals } from "../arrivals/Arrivals.tsx";
import { PaceBanner } from "../pace/PaceBanner.tsx";
import { forgetSeen } from "../tickets/drawer.ts";
import { useDesk } from "../tickets/useDesk.tsx";
import { Choices } from "./Choices.tsx";
import { ConnectionBanner } from "./ConnectionBanner.tsx";
import { usePlace } from "./Place.tsx";
import style from "./Shell.module.css";

const SCREENS: { path: string; name: Key; icon: IconName }[] = [
  { path: "/", name: "board", icon: "receipt" },
  { path: "/till", name: "till", icon: "bag" },
  { path: "/menu", name: "soldOut", icon: "list" },
  { path: "/pace", name: "pace", icon: "pause" },
];

export function Shell({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const { location } = usePlace();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={style.shell}>
      <a className={style.skip} href="#main">
        {t("skip")}
      </a>
      <header className={style.bar}>
        <span className={style.place}>{location?.name ?? t("counter")}</span>
        <nav className={style.nav} aria-label={t("screens")}>
          {SCREENS.map((screen) => (
            <NavLink key={screen.path} {...screen} />
          ))}
        </nav>
        <Arrivals />
        <IconButton label={t("more")} onClick={() => setOpen(true)}>
          <Icon name="more" />
        </IconButton>
      </header>
      <section className={style.banners} aria-label={t("notices")}>
        <ConnectionBanner />
        <PaceBanner />
      </section>
      <main id="main" className={style.main} tabIndex={-1}>
        <Boundary fallback={(_, again) => <Broken again={again} />}>{children}</Boundary>
      </main>
      {isOpen && <More onClose={() => setOpen(false)} />}
    </div>
  );
}

/** A screen that could not be drawn; the others are there. */
function Broken({ again }: { again: () => void }) {
  const { t } = useWords();
  return (
    <Notice tone="bad">
      {t("broken")}
      <Button onClick={again}>{t("retry")}</Button>
    </Notice>
  );
}

function NavLink({ path, name, icon }: { path: string; name: Key; icon: IconName }) {
  const { t } = useWords();
  const [isHere] = useRoute(path === "/till" ? "/till/*?" : path);
  return (
    <Link href={path} className={style.link} aria-current={isHere ? "page" : undefined}>
      <Icon name={icon} />
      <span>{t(name)}</span>
    </Link>
  );
}

function More({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const { session } = useServices();
  const { me, location } = usePlace();
  const { queue } = useDesk();
  const unsent = queue.waiting().actions.length;
  const big = buttonClass({ wide: true });
  return (
    <Sheet title={t("more")} closeLabel={t("close")} onClose={onClose}>
      <div className={style.more}>
        <Link href="/display" className={big}>
          <Icon name="star" />
          {t("display")}
        </Link>
        {location?.ordering.qr_codes && (
          <Link href="/code" className={big}>
            <Icon name="qr" />
            {t("code")}
          </Link>
        )}
        <Link href="~/?choose" className={big}>
          <Icon name="pin" />
          {t("otherPlace")}
        </Link>
        <Choices />
        <p className={style.who}>{t("signedInAs", { name: me.name ?? me.id })}</p>
        {unsent > 0 && <p>{t("unsentBeforeSignOut", { count: unsent })}</p>}
        <button
          type="button"
          className={big}
          onClick={() => {
            forgetSeen().finally(() => session.signOut());
          }}
        >
          {t("signOut")}
        </button>
      </div>
    </Sheet>
  );
}
