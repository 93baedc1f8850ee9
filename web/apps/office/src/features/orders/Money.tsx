// What was paid for an order, step by step, and giving some of it back.

import type { Order, Payment } from "@comanda/api";
import { useApi } from "@comanda/session";
import { Button, TextField } from "@comanda/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useHere } from "../../frame/places.tsx";
import { AmountField } from "../../parts/AmountField.tsx";
import { Card, Pill } from "../../parts/Card.tsx";
import { useDeed } from "../../parts/deed.ts";
import parts from "../../parts/parts.module.css";
import { faultAt } from "../../parts/problems.ts";
import { Answered, Failed } from "../../parts/States.tsx";
import { paymentState } from "../../parts/status.ts";
import { useWords } from "../../words/index.ts";
import style from "./order.module.css";

export function Money({ order }: { order: Order }) {
  const { t } = useWords();
  const api = useApi();
  const found = useQuery({
    queryKey: ["payment", order.id, order.version],
    queryFn: async () => {
      const { data } = await api.GET("/v1/orders/{order}/payment", {
        params: { path: { order: order.id } },
      });
      return data as Payment;
    },
  });
  const state = found.data && paymentState(t, found.data.state);
  return (
    <Card
      title={t("payment")}
      {...(state ? { aside: <Pill tone={state.tone}>{state.text}</Pill> } : {})}
    >
      <Answered query={found} rows={2}>
        {(payment) => (
          <>
            <Ledger payment={payment} />
            {payment.refundable_minor > 0 && (
              <Refund key={payment.refundable_minor} payment={payment} />
            )}
          </>
        )}
      </Answered>
    </Card>
  );
}

function Ledger({ payment }: { payment: Payment }) {
  const { t, f } = useWords();
  const here = useHere();
  if (payment.entries.length === 0) return <p className={parts.soft}>{t("payment_nothing")}</p>;
  return (
    <ol className={style.timeline}>
      {payment.entries.map((entry) => (
        <li key={`${entry.at} ${entry.event}`}>
          <span className={style.when}>{f.time(entry.at, here.time_zone)}</span>
          <span className={style.ledger}>
            <strong>{paymentState(t, entry.event).text}</strong>
            {entry.amount_minor != null && (
              <span className={style.amount}>{f.money(entry.amount_minor, payment.currency)}</span>
            )}
            {(entry.reason ?? entry.code) && <small>{entry.reason ?? entry.code}</small>}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Refund({ payment }: { payment: Payment }) {
  const { t, f } = useWords();
  const api = useApi();
  const queries = useQueryClient();
  const deed = useDeed();
  const [amount, setAmount] = useState(payment.refundable_minor);
  const [reason, setReason] = useState("");
  const asked = useRef({ key: crypto.randomUUID(), of: "" });
  const wrong = amount <= 0 || amount > payment.refundable_minor;
  const most = f.money(payment.refundable_minor, payment.currency);
  const refund = async () => {
    const body = { amount_minor: amount, reason: reason.trim() || null };
    // The same refund asked for again, after no answer came, is given once.
    const of = JSON.stringify(body);
    if (asked.current.of !== of) asked.current = { key: crypto.randomUUID(), of };
    await api.POST("/v1/orders/{order}/refund", {
      params: { path: { order: payment.order }, header: { "Idempotency-Key": asked.current.key } },
      body,
    });
    await queries.invalidateQueries({ queryKey: ["payment", payment.order] });
  };
  return (
    <details className={style.refund}>
      <summary>{t("refund")}</summary>
      <form
        className={parts.form}
        onSubmit={(event) => {
          event.preventDefault();
          deed.run(refund, t("refund_done", { amount: f.money(amount, payment.currency) }));
        }}
      >
        <AmountField
          label={t("amount")}
          hint={t("refund_most", { amount: most })}
          wrong={wrong ? t("refund_most", { amount: most }) : faultAt(deed.error, "/amount_minor")}
          currency={payment.currency}
          value={amount}
          onChange={setAmount}
        />
        <TextField
          label={t("refund_reason")}
          hint={t("refund_reason_hint")}
          wrong={faultAt(deed.error, "/reason")}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {deed.error ? <Failed error={deed.error} /> : null}
        <div>
          <Button type="submit" kind="danger" busy={deed.busy} disabled={wrong}>
            {t("refund_button", { amount: f.money(amount, payment.currency) })}
          </Button>
        </div>
      </form>
    </details>
  );
}
