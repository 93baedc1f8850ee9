// Lets in whoever works here. Everybody else is told why not, and what to do.

import { useServices, useWho } from "@comanda/session";
import { Button, Icon } from "@comanda/ui";
import { type ReactNode, useEffect, useState } from "react";
import { useLocation } from "wouter";
import { Failed, Loading } from "../parts/States.tsx";
import { useWords } from "../words/index.ts";
import style from "./Gate.module.css";
import { PlacesProvider, useLocations } from "./places.tsx";

export function Gate({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const { session, config } = useServices();
  const [path] = useLocation();
  const who = useWho();
  useEffect(() => {
    session.start();
  }, [session]);
  if (who.kind === "unknown") {
    return (
      <Door title={config.brand.name}>
        <Loading rows={2} />
      </Door>
    );
  }
  if (who.kind !== "account") {
    return (
      <Door title={config.brand.name} lead={t("signin_lead")}>
        <Button kind="primary" wide onClick={() => session.signIn(path)}>
          {t("sign_in")}
        </Button>
      </Door>
    );
  }
  if (who.account.role !== "manager" && who.account.role !== "admin") {
    return (
      <Door title={t("no_entry_title")} lead={t("no_entry")}>
        <Button wide onClick={() => session.signOut()}>
          {t("sign_in_other")}
        </Button>
      </Door>
    );
  }
  return <Inside>{children}</Inside>;
}

function Inside({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const { data, error, refetch } = useLocations();
  if (error && !data) {
    return (
      <Door title={t("office")}>
        <Failed error={error} again={() => refetch()} />
      </Door>
    );
  }
  if (!data) {
    return (
      <Door title={t("office")}>
        <Loading rows={3} />
      </Door>
    );
  }
  if (data.length === 0) return <Door title={t("no_location_title")} lead={t("no_location")} />;
  return <PlacesProvider all={data}>{children}</PlacesProvider>;
}

/** The answer of the sign-in page is taken once, however often this is drawn: a code works once. */
let finishing: Promise<string> | undefined;

/** Where the sign-in page sends people back to. */
export function SignedIn() {
  const { t } = useWords();
  const { session } = useServices();
  const [, go] = useLocation();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    finishing ??= session.finishSignIn();
    finishing.then(
      (path) => go(path, { replace: true }),
      (thrown) => setError(thrown),
    );
  }, [session, go]);
  return (
    <Door title={t("signing_in")}>
      {error ? (
        <>
          <p>{t("signin_failed")}</p>
          <Button kind="primary" wide onClick={() => session.signIn("/")}>
            {t("retry")}
          </Button>
        </>
      ) : (
        <Loading rows={2} />
      )}
    </Door>
  );
}

function Door(props: { title: string; lead?: string; children?: ReactNode }) {
  useEffect(() => {
    document.title = props.title;
  }, [props.title]);
  return (
    <main className={style.door}>
      <div className={style.card}>
        <span className={style.medal}>
          <Icon name="cup" size={34} />
        </span>
        <h1>{props.title}</h1>
        {props.lead && <p className={style.lead}>{props.lead}</p>}
        {props.children}
      </div>
    </main>
  );
}
