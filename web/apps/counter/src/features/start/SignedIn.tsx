// Where the sign-in page sends people back to.

import { useServices } from "@comanda/session";
import { buttonClass } from "@comanda/ui";
import { useEffect, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import { useWords } from "../../words/index.ts";
import { Loading } from "../shell/Loading.tsx";
import { usePage } from "../shell/usePage.ts";
import { Welcome } from "./Welcome.tsx";

export function SignedIn() {
  const { session } = useServices();
  const [, navigate] = useLocation();
  const [failed, setFailed] = useState(false);
  // An answer can be taken once, and effects run twice while developing.
  const taken = useRef(false);
  useEffect(() => {
    if (taken.current) return;
    taken.current = true;
    session.finishSignIn().then(
      (path) => navigate(path, { replace: true }),
      () => setFailed(true),
    );
  }, [session, navigate]);
  return failed ? <Failed /> : <Loading />;
}

function Failed() {
  const { t } = useWords();
  const heading = usePage(t("signInFailed"));
  return (
    <Welcome>
      <h1 ref={heading} tabIndex={-1}>
        {t("signInFailed")}
      </h1>
      <p>{t("signInFailedText")}</p>
      <Link href="/" className={buttonClass({ kind: "primary", wide: true })}>
        {t("retry")}
      </Link>
    </Welcome>
  );
}
