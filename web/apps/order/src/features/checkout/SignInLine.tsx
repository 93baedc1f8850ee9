import { useServices, useWho } from "@comanda/session";
import { Button } from "@comanda/ui";
import page from "../../shell/Page.module.css";
import { useWords } from "../../words/index.ts";
import style from "./CheckoutPage.module.css";

/** Who is ordering. Nobody has to sign in. */
export function SignInLine({ location }: { location: string }) {
  const { t } = useWords();
  const { session, config } = useServices();
  const who = useWho();
  if (who.kind === "account") {
    const name = who.account.name ?? who.account.email ?? "";
    return <p className={page.soft}>{t("signed_in_as", { name })}</p>;
  }
  const here = `/l/${location}/checkout`;
  return (
    <div>
      <p className={page.soft}>{t("as_guest")}</p>
      {config.client_id && (
        <div className={style.ways}>
          <Button kind="quiet" onClick={() => session.signIn(here)}>
            {t("sign_in")}
          </Button>
          <Button kind="quiet" onClick={() => session.signIn(here, { signUp: true })}>
            {t("sign_up")}
          </Button>
        </div>
      )}
    </div>
  );
}
