import { TextField } from "@comanda/ui";
import { useState } from "react";
import page from "../../shell/Page.module.css";
import { useWords } from "../../words/index.ts";
import { digitsOf, tipMax } from "../cart/maths.ts";
import style from "./CheckoutPage.module.css";
import { NO_TIP, type Tip, tipOf } from "./draft.ts";

const SHARES = [0, 5, 10, 15];

interface Props {
  tip: Tip;
  subtotalMinor: number;
  currency: string;
  onChange: (tip: Tip) => void;
}

/** Something for the staff: a share, or an amount of one's own. */
export function TipPart({ tip, subtotalMinor, currency, onChange }: Props) {
  const { t, f } = useWords();
  const own = "minor" in tip;
  const digits = digitsOf(currency);
  const [text, setText] = useState(own ? (tip.minor / 10 ** digits).toFixed(digits) : "");
  const most = tipMax(subtotalMinor, currency);
  const read = (typed: string) => {
    setText(typed);
    const amount = Number(typed.replace(",", "."));
    const minor = Number.isFinite(amount) ? Math.round(amount * 10 ** digits) : 0;
    onChange({ minor: Math.max(0, Math.min(minor, most)) });
  };
  return (
    <section className={page.card} aria-labelledby="tip">
      <h2 id="tip">{t("tip")}</h2>
      <fieldset className={style.options}>
        <legend className="quiet-hidden">{t("tip")}</legend>
        <div className={style.tips}>
          {SHARES.map((percent) => (
            <label key={percent} className={style.tip}>
              <input
                type="radio"
                name="tip"
                checked={!own && tip.percent === percent}
                onChange={() => onChange(percent === 0 ? NO_TIP : { percent })}
              />
              <span>{percent === 0 ? t("tip_none") : f.percent(percent / 100)}</span>
              {percent > 0 && <small>{f.money(tipOf({ percent }, subtotalMinor), currency)}</small>}
            </label>
          ))}
          <label className={style.tip}>
            <input
              type="radio"
              name="tip"
              checked={own}
              onChange={() => onChange({ minor: tipOf(tip, subtotalMinor) })}
            />
            <span>{t("tip_own")}</span>
          </label>
        </div>
      </fieldset>
      {own && (
        <TextField
          label={t("tip_amount", { currency })}
          inputMode="decimal"
          hint={t("tip_most", { amount: f.money(most, currency) })}
          value={text}
          onChange={(event) => read(event.target.value)}
        />
      )}
    </section>
  );
}
