// What stands around every page: the navigation, the location, and who is signed in.

import { useServices, useWho } from "@comanda/session";
import { Icon, IconButton, SelectField } from "@comanda/ui";
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Link, useRoute } from "wouter";
import { dropDrafts, guardDrafts, useUnsaved } from "../parts/draft.ts";
import { useWords } from "../words/index.ts";
import style from "./Frame.module.css";
import { type Entry, PAGES } from "./pages.ts";
import { usePlaces } from "./places.tsx";

export function Frame({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const { config } = useServices();
  const [drawer, setDrawer] = useState(false);
  useEffect(guardDrafts, []);
  return (
    <div className={style.frame}>
      <a className={style.skip} href="#page">
        {t("skip")}
      </a>
      <header className={style.top}>
        <IconButton label={t("open_navigation")} onClick={() => setDrawer(true)}>
          <Icon name="list" />
        </IconButton>
        <Brand name={config.brand.name} />
      </header>
      <aside className={style.side} aria-label={t("office")}>
        <Brand name={config.brand.name} />
        <Side />
      </aside>
      {drawer && <Drawer onClose={() => setDrawer(false)} />}
      <main id="page" className={style.main} tabIndex={-1}>
        <Offline />
        {children}
      </main>
    </div>
  );
}

function Brand({ name }: { name: string }) {
  const { t } = useWords();
  const { config } = useServices();
  return (
    <p className={style.brand}>
      {config.brand.logo && <img src={config.brand.logo} alt="" width={32} height={32} />}
      <span>
        {name}
        <small>{t("office")}</small>
      </span>
    </p>
  );
}

function Side({ onGo }: { onGo?: () => void }) {
  const { t } = useWords();
  const who = useWho();
  const { session } = useServices();
  const { all, here, choose } = usePlaces();
  const account = who.kind === "account" ? who.account : undefined;
  return (
    <>
      {all.length > 1 && (
        <div className={style.place}>
          <SelectField
            label={t("location")}
            value={here.id}
            onChange={(event) => choose(event.target.value)}
          >
            {all.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </SelectField>
        </div>
      )}
      <nav className={style.nav} aria-label={t("navigation")}>
        <ul>
          {PAGES.filter((entry) => !entry.admin || account?.role === "admin").map((entry) => (
            <Item key={entry.path} entry={entry} onGo={onGo} />
          ))}
        </ul>
      </nav>
      <div className={style.who}>
        <p>
          <strong>{account?.name ?? account?.email}</strong>
          <small>{account && t(`role_${account.role}`)}</small>
        </p>
        <IconButton
          label={t("sign_out")}
          onClick={() => {
            dropDrafts();
            session.signOut();
          }}
        >
          <Icon name="leave" />
        </IconButton>
      </div>
    </>
  );
}

function Item({ entry, onGo }: { entry: Entry; onGo: (() => void) | undefined }) {
  const { t } = useWords();
  const [exact] = useRoute(entry.path);
  const [below] = useRoute(`${entry.path}/*`);
  const unsaved = useUnsaved(entry.drafts ?? "-");
  const current = exact || (entry.path !== "/" && below);
  return (
    <li>
      <Link href={entry.path} aria-current={current ? "page" : undefined} onClick={() => onGo?.()}>
        <Icon name={entry.icon} />
        {t(entry.name)}
        {unsaved && (
          <span className={style.unsaved} title={t("unsaved")}>
            <span className="quiet-hidden">{t("unsaved")}</span>
          </span>
        )}
      </Link>
    </li>
  );
}

function Drawer({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const { config } = useServices();
  const dialog = useRef<HTMLDialogElement>(null);
  // Closed while it is still in the page: only then does the browser give the focus back.
  useLayoutEffect(() => {
    const shown = dialog.current;
    if (shown && !shown.open) shown.showModal();
    return () => shown?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press beside it is what Escape does, too.
    <dialog
      ref={dialog}
      className={style.drawer}
      aria-label={t("navigation")}
      onCancel={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className={style.drawerHead}>
        <Brand name={config.brand.name} />
        <IconButton label={t("close")} onClick={onClose}>
          <Icon name="close" />
        </IconButton>
      </div>
      <Side onGo={onClose} />
    </dialog>
  );
}

function Offline() {
  const { t } = useWords();
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return (
    <div role="status">
      {!online && (
        <p className={style.offline}>
          <Icon name="warning" />
          {t("offline")}
        </p>
      )}
    </div>
  );
}
