import type { Payment } from "@comanda/api";
import page from "../../shell/Page.module.css";
import { useWords } from "../../words/index.ts";
import style from "./OrderPage.module.css";
import { optionsOf } from "./options.ts";
import { PaidLine } from "./PaidLine.tsx";
import type { Seen } from "./progress.ts";

interface Props {
  order: Seen;
  payment: Payment | null | undefined;
}

/** What is in an order, what it comes to, and how far that is paid. */
export function OrderLines({ order, payment }: Props) {
  const { t, f } = useWords();
  const tip = order.tip_minor;
  const money = (minor: number) => f.money(minor, order.currency);
  return (
    <section className={page.card} aria-labelledby="lines">
      <h2 id="lines">{t("order_lines")}</h2>
      <ul className={style.lines}>
        {order.lines.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an order stay as they are.
          <li key={place}>
            <span className={style.count}>{f.number(line.quantity)} ×</span>
            <div>
              <p>{line.name}</p>
              {line.options.length > 0 && <p className={page.soft}>{f.list(optionsOf(line))}</p>}
              {line.note && <p className={page.soft}>{line.note}</p>}
            </div>
            <span className={style.price}>{money(line.total_minor)}</span>
          </li>
        ))}
      </ul>
      {order.note && <p>{order.note}</p>}
      <dl className={page.sum}>
        {tip > 0 && (
          <div>
            <dt>{t("tip")}</dt>
            <dd>{money(tip)}</dd>
          </div>
        )}
        <div className={page.total}>
          <dt>{t("total")}</dt>
          <dd>{money(order.total_minor)}</dd>
        </div>
      </dl>
      {payment && <PaidLine order={order} payment={payment} />}
    </section>
  );
}
