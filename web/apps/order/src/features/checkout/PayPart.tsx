import { Icon } from "@comanda/ui";
import page from "../../shell/Page.module.css";
import { useWords } from "../../words/index.ts";
import style from "./CheckoutPage.module.css";
import type { Draft } from "./draft.ts";

interface Props {
  how: Draft["how"];
  pay: Draft["pay"];
  /** Whether this server takes payments of the sandbox. */
  withCard: boolean;
  onChange: (pay: Draft["pay"]) => void;
}

/** Where it is paid: at the counter, or now with the sandbox's card (docs/payments-sandbox.md). */
export function PayPart({ how, pay, withCard, onChange }: Props) {
  const { t } = useWords();
  return (
    <section className={page.card} aria-labelledby="pay">
      <h2 id="pay">{t("pay")}</h2>
      <fieldset className={style.options}>
        <legend className="quiet-hidden">{t("pay")}</legend>
        <label className={style.option}>
          <input
            type="radio"
            name="pay"
            checked={pay === "counter"}
            onChange={() => onChange("counter")}
          />
          <span className={style.words}>
            <span>{t(how === "pickup" ? "pay_counter" : "pay_later")}</span>
            <small>{t("pay_counter_hint")}</small>
          </span>
          <Icon name="receipt" />
        </label>
        {withCard && (
          <label className={style.option}>
            <input
              type="radio"
              name="pay"
              checked={pay === "card"}
              onChange={() => onChange("card")}
            />
            <span className={style.words}>
              <span>{t("pay_card")}</span>
              <small>{t("pay_card_hint")}</small>
            </span>
            <Icon name="card" />
          </label>
        )}
      </fieldset>
    </section>
  );
}
