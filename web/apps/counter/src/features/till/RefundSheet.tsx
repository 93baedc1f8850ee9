// Gives money back. The server asks for a fresh second factor before it does: whoever is at the tablet
// need not be who signed in this morning.

import { asProblem, type Payment } from "@comanda/api";
import { useApi, useServices } from "@comanda/session";
import { Button, Icon, Notice, Sheet, Skeleton, TextField, useToast } from "@comanda/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useWords } from "../../words/index.ts";
import { useProblem } from "../../words/problems.ts";
import type { Ticket } from "../tickets/ticket.ts";
import { amountOf, decimalsOf } from "./amount.ts";
import style from "./Today.module.css";

const REASON_CHARS_MAX = 140;

export function RefundSheet({ order, onClose }: { order: Ticket; onClose: () => void }) {
  const { t } = useWords();
  const api = useApi();
  const number = order.number ?? "";
  const { data, isPending, refetch } = useQuery({
    queryKey: ["payment", order.id],
    queryFn: async () => {
      const params = { path: { order: order.id } };
      return (await api.GET("/v1/orders/{order}/payment", { params })).data as Payment;
    },
    staleTime: 0,
  });
  return (
    <Sheet title={t("refundTitle", { number })} closeLabel={t("close")} onClose={onClose}>
      {isPending && <Skeleton height="8rem" />}
      {!isPending && !data && (
        <Notice tone="bad">
          {t("paymentFailed")}
          <Button onClick={() => refetch()}>{t("retry")}</Button>
        </Notice>
      )}
      {data && data.refundable_minor === 0 && (
        <p>{t(data.refunded_minor > 0 ? "refundedAll" : "paidAtCounter")}</p>
      )}
      {data && data.refundable_minor > 0 && (
        <RefundForm order={order} payment={data} onDone={onClose} />
      )}
    </Sheet>
  );
}

function RefundForm(props: { order: Ticket; payment: Payment; onDone: () => void }) {
  const { order, payment, onDone } = props;
  const { t, f } = useWords();
  const { session } = useServices();
  const problem = useProblem();
  const toast = useToast();
  const { currency, refundable_minor: most } = payment;
  const decimals = decimalsOf(currency);
  const [text, setText] = useState((most / 10 ** decimals).toFixed(decimals));
  const [reason, setReason] = useState("");
  const { mutate, isPending, error } = useRefund(order, () => {
    toast(t("didRefund", { number: order.number ?? "" }));
    onDone();
  });
  const failure = error && asProblem(error);
  const amount = amountOf(text, decimals);
  const isGood = amount !== undefined && amount > 0 && amount <= most;
  const give = () => {
    if (isGood) mutate({ amount_minor: amount, reason: reason.trim() || null });
  };
  return (
    <form
      className={style.page}
      onSubmit={(event) => {
        event.preventDefault();
        give();
      }}
    >
      <TextField
        label={t("refundAmount", { currency })}
        hint={t("refundMost", { most: f.money(most, currency) })}
        wrong={isGood || text === "" ? undefined : t("refundWrong")}
        inputMode="decimal"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <TextField
        label={t("reasonLegend")}
        maxLength={REASON_CHARS_MAX}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {failure?.code === "api.step-up-needed" ? (
        <Notice tone="warn" icon="shield">
          {t("stepUpText")}
          <Button
            kind="primary"
            onClick={() => session.stepUp(failure.challenge).then(give, () => undefined)}
          >
            {t("stepUp")}
          </Button>
        </Notice>
      ) : (
        failure && <Notice tone="bad">{problem(failure.code, failure.message)}</Notice>
      )}
      <Button type="submit" kind="primary" busy={isPending} disabled={!isGood}>
        <Icon name="undo" />
        {isGood ? t("refundGive", { amount: f.money(amount, currency) }) : t("refund")}
      </Button>
    </form>
  );
}

/** One key for one refund, however often it has to be sent. */
function useRefund(order: Ticket, done: () => void) {
  const api = useApi();
  const key = useRef<{ of: string; key: string } | undefined>(undefined);
  return useMutation({
    mutationFn: async (body: { amount_minor: number; reason: string | null }) => {
      const of = JSON.stringify(body);
      if (key.current?.of !== of) key.current = { of, key: crypto.randomUUID() };
      const params = { path: { order: order.id }, header: { "Idempotency-Key": key.current.key } };
      await api.POST("/v1/orders/{order}/refund", { params, body });
    },
    onSuccess: done,
  });
}
