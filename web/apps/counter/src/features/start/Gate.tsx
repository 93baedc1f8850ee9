// Lets in who works here. Without a network whoever was here last goes on with what was kept.

import { useServices, useWho, type Who } from "@comanda/session";
import { Button, Icon } from "@comanda/ui";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useLocation } from "wouter";
import { useWords } from "../../words/index.ts";
import { Loading } from "../shell/Loading.tsx";
import { usePage } from "../shell/usePage.ts";
import { keepMe, type Me, readMe } from "../tickets/drawer.ts";
import style from "./Start.module.css";
import { Welcome } from "./Welcome.tsx";

const ASK_AGAIN_MS = 10_000;

export function Gate({ children }: { children: (me: Me) => ReactNode }) {
  const { session } = useServices();
  const who = useWho();
  const [kept, setKept] = useState<Me | "nobody">();
  const me = useMe(who);

  useEffect(() => {
    session.start();
  }, [session]);

  useEffect(() => {
    if (me) keepMe(me).catch(() => undefined);
  }, [me]);

  const isAway = who.kind === "nobody" && session.wasSignedIn();
  useEffect(() => {
    if (!isAway) return;
    readMe().then(
      (found) => setKept(found ?? "nobody"),
      () => setKept("nobody"),
    );
    const again = () => session.startAgain();
    const timer = setInterval(again, ASK_AGAIN_MS);
    addEventListener("online", again);
    return () => {
      clearInterval(timer);
      removeEventListener("online", again);
    };
  }, [isAway, session]);

  if (me) return children(me);
  if (who.kind === "account") return <NoStaff />;
  if (who.kind === "unknown" || (isAway && kept === undefined)) return <Loading />;
  if (isAway && kept && kept !== "nobody") return children(kept);
  return <SignIn />;
}

/** Who it is, if they work here; the same object as long as it is the same person. */
function useMe(who: Who): Me | undefined {
  const account = who.kind === "account" ? who.account : undefined;
  const { id, name, role, email } = account ?? {};
  return useMemo(() => {
    if (!id || !role || role === "customer") return undefined;
    return { id, name: name ?? email?.split("@")[0], role };
  }, [id, name, role, email]);
}

function SignIn() {
  const { t } = useWords();
  const { session } = useServices();
  const [path] = useLocation();
  const [failed, setFailed] = useState(false);
  const heading = usePage(t("signInTitle"));
  return (
    <Welcome>
      <h1 ref={heading} tabIndex={-1}>
        {t("signInTitle")}
      </h1>
      <p>{t("signInText")}</p>
      {failed && (
        <p className={style.wrong} role="alert">
          {t("signInFailed")}
        </p>
      )}
      <Button
        kind="primary"
        wide
        onClick={() => {
          setFailed(false);
          session.signIn(absolute(path)).catch(() => setFailed(true));
        }}
      >
        <Icon name="person" />
        {t("signIn")}
      </Button>
    </Welcome>
  );
}

/** The path within the app: inside a nested route the router leaves the outer part out. */
function absolute(path: string): string {
  const base = import.meta.env.BASE_URL.replace(/\/$/, "");
  return location.pathname.startsWith(base) ? location.pathname.slice(base.length) || "/" : path;
}

function NoStaff() {
  const { t } = useWords();
  const { session } = useServices();
  const heading = usePage(t("noStaffTitle"));
  return (
    <Welcome>
      <h1 ref={heading} tabIndex={-1}>
        {t("noStaffTitle")}
      </h1>
      <p>{t("noStaffText")}</p>
      <Button wide onClick={() => session.signOut()}>
        {t("signOut")}
      </Button>
    </Welcome>
  );
}
