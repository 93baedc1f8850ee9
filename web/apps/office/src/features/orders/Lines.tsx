import type { Order } from "@comanda/api";
import { useWords } from "../../words/index.ts";
import style from "./order.module.css";

/** What was ordered, and how its price comes about. */
export function Lines({ order }: { order: Order }) {
  const { t, f } = useWords();
  const money = (minor: number) => f.money(minor, order.currency);
  return (
    <>
      <ul className={style.lines}>
        {order.lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line of an order is told by its place.
          <li key={at}>
            <b>{f.number(line.quantity)} ×</b>
            <span>
              {line.name}
              {line.options.length > 0 && (
                <small>
                  {f.list(
                    line.options.map((one) =>
                      one.quantity > 1 ? `${f.number(one.quantity)} × ${one.name}` : one.name,
                    ),
                  )}
                </small>
              )}
              {line.note && <em>{line.note}</em>}
            </span>
            <span className={style.amount}>{money(line.total_minor)}</span>
          </li>
        ))}
      </ul>
      <dl className={style.sums}>
        {order.tip_minor > 0 && (
          <div>
            <dt>{t("tip")}</dt>
            <dd>{money(order.tip_minor)}</dd>
          </div>
        )}
        <div className={style.total}>
          <dt>{t("total")}</dt>
          <dd>{money(order.total_minor)}</dd>
        </div>
        {order.taxes.map((tax) => (
          <div key={tax.rate_basis_points}>
            <dt>
              {t("tax", {
                rate: f.number(tax.rate_basis_points / 10_000, {
                  style: "percent",
                  maximumFractionDigits: 2,
                }),
              })}
            </dt>
            <dd>{money(tax.amount_minor)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
