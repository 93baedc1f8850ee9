// The receipt of an order, made to be printed.

import { useServices } from "@comanda/session";
import { Button, Icon } from "@comanda/ui";
import { useLocationOf } from "../../lib/queries.ts";
import { Failed } from "../../shell/Failed.tsx";
import page from "../../shell/Page.module.css";
import { PageHead } from "../../shell/PageHead.tsx";
import { Waiting } from "../../shell/Waiting.tsx";
import { useWords } from "../../words/index.ts";
import { useOrder } from "./live.ts";
import { optionsOf } from "./options.ts";
import { PaidLine } from "./PaidLine.tsx";
import { usePayment } from "./payment.ts";
import style from "./ReceiptPage.module.css";

export default function ReceiptPage({ id }: { id: string }) {
  const { t, f } = useWords();
  const { brand } = useServices().config;
  const { query } = useOrder(id, undefined);
  const order = query.data;
  const { location } = useLocationOf(order?.location ?? "");
  const payment = usePayment(order).data;
  if (query.isError && !order) return <Failed error={query.error} again={query.refetch} />;
  if (!order) return <Waiting />;
  const money = (minor: number) => f.money(minor, order.currency);
  const tip = order.tip_minor;
  const included = location?.prices_include_tax ?? true;
  return (
    <div className={page.page}>
      <div className={style.tools}>
        <PageHead back={`/orders/${id}`}>{t("receipt")}</PageHead>
        <Button onClick={() => print()}>
          <Icon name="print" size={20} /> {t("print")}
        </Button>
      </div>
      <article className={style.paper}>
        <header>
          <p className={style.shop}>{location?.name ?? brand.name}</p>
          {location?.address.map((line) => (
            <p key={line}>{line}</p>
          ))}
          {location?.phone && <p>{location.phone}</p>}
        </header>
        <p className={style.head}>
          <span>{order.number ?? order.id}</span>
          <time dateTime={order.placed_at}>{f.dayTime(order.placed_at, location?.time_zone)}</time>
        </p>
        <table>
          <caption className="quiet-hidden">{t("order_lines")}</caption>
          <thead className="quiet-hidden">
            <tr>
              <th scope="col">{t("product")}</th>
              <th scope="col">{t("price")}</th>
            </tr>
          </thead>
          <tbody>
            {order.lines.map((line, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an order stay as they are.
              <tr key={place}>
                <td>
                  {f.number(line.quantity)} × {line.name}
                  {line.options.length > 0 && <small>{f.list(optionsOf(line))}</small>}
                </td>
                <td>{money(line.total_minor)}</td>
              </tr>
            ))}
          </tbody>
        </table>
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
          {order.taxes?.map((tax) => (
            <div key={tax.rate_basis_points} className={page.soft}>
              <dt>
                {t(included ? "tax_included" : "tax_added", {
                  rate: f.number(tax.rate_basis_points / 100),
                })}
              </dt>
              <dd>{money(tax.amount_minor)}</dd>
            </div>
          ))}
        </dl>
        {payment && <PaidLine order={order} payment={payment} />}
        <p className={style.thanks}>{t("thanks")}</p>
      </article>
    </div>
  );
}
