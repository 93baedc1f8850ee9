import { useServices, useWho } from "@comanda/session";
import { Button, Icon, Skeleton } from "@comanda/ui";
import page from "../../shell/Page.module.css";
import { useWords } from "../../words/index.ts";
import { goingKept } from "../orders/going.ts";

/** Who is signed in, and the ways in and out. */
export function AccountPart() {
  const { t } = useWords();
  const { session, config } = useServices();
  const who = useWho();
  const leave = () => {
    goingKept.forget();
    void session.signOut();
  };
  if (who.kind === "unknown") return <Skeleton height="7rem" />;
  if (who.kind === "account") {
    const { name, email } = who.account;
    return (
      <section className={page.card} aria-labelledby="account">
        <h2 id="account">{name ?? email}</h2>
        {name && email && <p className={page.soft}>{email}</p>}
        <div className={page.row}>
          <a href={new URL("/account", config.issuer).href}>{t("account_security")}</a>
          <Button onClick={leave}>{t("sign_out")}</Button>
        </div>
      </section>
    );
  }
  // Where nobody can sign in there are only guests.
  if (!config.client_id && who.kind === "nobody") return null;
  return (
    <section className={page.card} aria-labelledby="account">
      <h2 id="account">{t(who.kind === "guest" ? "account_guest" : "account_nobody")}</h2>
      {config.client_id && <p>{t("account_why")}</p>}
      <div className={page.row}>
        {config.client_id && (
          <>
            <Button kind="primary" onClick={() => session.signIn("/me")}>
              <Icon name="person" size={20} /> {t("sign_in")}
            </Button>
            <Button onClick={() => session.signIn("/me", { signUp: true })}>{t("sign_up")}</Button>
          </>
        )}
        {who.kind === "guest" && (
          <Button kind="quiet" onClick={leave}>
            {t("guest_forget")}
          </Button>
        )}
      </div>
    </section>
  );
}
