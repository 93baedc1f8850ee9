// What was chosen so far, for whom, and the button that orders it.

import { asProblem, type OptionGroup, type Quote } from "@comanda/api";
import { useApi } from "@comanda/session";
import { Button, Icon, Notice, Stepper, TextField, useToast } from "@comanda/ui";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";
import { useWords } from "../../words/index.ts";
import { useProblem } from "../../words/problems.ts";
import { Choice } from "../pace/Choice.tsx";
import { usePlace } from "../shell/Place.tsx";
import type { Ticket } from "../tickets/ticket.ts";
import { useDesk } from "../tickets/useDesk.tsx";
import style from "./CartPanel.module.css";
import { counted, QUANTITY_MAX, times, type Wanted } from "./cart.ts";

const NAME_CHARS_MAX = 40;
const TABLE_CHARS_MAX = 10;

/** The ways an order from the till gets to its guest. */
const WAYS = ["pickup", "dine-in"] as const;
type Way = (typeof WAYS)[number];

interface Props {
  cart: Wanted[];
  groups: readonly OptionGroup[];
  onChange: (cart: Wanted[]) => void;
}

export function CartPanel({ cart, groups, onChange }: Props) {
  const { t, f } = useWords();
  const problem = useProblem();
  const heading = useId();
  const [name, setName] = useState("");
  const [wished, setWay] = useState<Way>("pickup");
  const [table, setTable] = useState("");
  const { location } = usePlace();
  const ways = WAYS.filter((one) => location?.ordering.fulfilments.includes(one) ?? true);
  const way = ways.includes(wished) ? wished : (ways[0] ?? wished);
  const isAtTable = way === "dine-in";
  const lines = cart.map(({ product, quantity, options, note }) => ({
    product,
    quantity,
    options,
    ...(note ? { note } : {}),
  }));
  const fulfilment = isAtTable
    ? { type: "dine-in" as const, table: table.trim() }
    : { type: "pickup" as const };
  const quote = useQuoted(lines, way);
  const { place, isPending, failure, placed } = usePlaceOrder(() => {
    onChange([]);
    setName("");
    setTable("");
  });
  const names = new Map(groups.flatMap(({ options }) => options.map((one) => [one.id, one.name])));
  const currency = quote.data?.currency;
  const total = quote.data && currency ? f.money(quote.data.total_minor, currency) : "…";
  // Where there is no way at all, that is said instead.
  const unavailable = (ways.length > 0 && quote.data?.unavailable) || [];
  const quoted = quote.data?.lines.length === cart.length ? quote.data.lines : [];
  return (
    <aside id="cart" className={style.cart} aria-labelledby={heading}>
      <h2 id={heading}>{t("order")}</h2>
      {placed && cart.length === 0 && <Notice tone="good">{placedWords(placed)}</Notice>}
      {cart.length === 0 && <p className={style.empty}>{t("cartEmpty")}</p>}
      <ul className={style.lines}>
        {cart.map((line, place) => (
          <li key={`${line.product} ${line.options.join()} ${line.note}`} className={style.line}>
            <div>
              <strong>{line.name}</strong>
              <span className={style.options}>
                {[...new Set(line.options)]
                  .map((id) => {
                    const count = times(line.options, id);
                    return count > 1 ? `${count}× ${names.get(id)}` : names.get(id);
                  })
                  .join(" · ")}
                {line.note && ` “${line.note}”`}
              </span>
              <span>
                {quoted[place] && currency && f.money(quoted[place].total_minor, currency)}
              </span>
            </div>
            <Stepper
              label={line.name}
              lessLabel={t("less")}
              moreLabel={t("oneMore")}
              max={QUANTITY_MAX}
              value={line.quantity}
              onChange={(value) => onChange(counted(cart, place, value))}
            />
          </li>
        ))}
      </ul>
      {ways.length > 0 ? (
        <Choice
          legend={t("how")}
          values={ways}
          chosen={way}
          words={(one) => (one === "pickup" ? t("takeAway") : t("atTable"))}
          onChoose={setWay}
        />
      ) : (
        <Notice tone="warn">{t("onlyDelivers")}</Notice>
      )}
      {isAtTable && (
        <TextField
          label={t("tableNumber")}
          value={table}
          maxLength={TABLE_CHARS_MAX}
          onChange={(event) => setTable(event.target.value)}
        />
      )}
      <TextField
        label={t("nameToCall")}
        value={name}
        maxLength={NAME_CHARS_MAX}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
      />
      {unavailable.map((missing) => (
        <Notice key={missing.pointer} tone="warn">
          {missingWords(missing)}
        </Notice>
      ))}
      {failure && <Notice tone="bad">{problem(failure.code, failure.message)}</Notice>}
      <div className={style.foot}>
        <p className={style.total}>
          <span>{t("total")}</span>
          <strong aria-live="polite">{cart.length > 0 ? total : "–"}</strong>
        </p>
        <Button
          kind="primary"
          wide
          busy={isPending}
          disabled={
            cart.length === 0 ||
            !quote.data ||
            ways.length === 0 ||
            (isAtTable && table.trim() === "")
          }
          onClick={() =>
            place({
              lines,
              fulfilment,
              ...(name.trim() ? { name: name.trim() } : {}),
              ...(quote.data ? { expected_total_minor: quote.data.total_minor } : {}),
            })
          }
        >
          <Icon name="check" />
          {t("placeOrder")}
        </Button>
        <p className={style.hint}>{t("payHere")}</p>
      </div>
    </aside>
  );

  /** What cannot be had, with its name; a shop that is closed is not sold out. */
  function missingWords({ pointer, code, detail }: Missing): string {
    const line = /^\/lines\/(\d+)/.exec(pointer)?.[1];
    const called = line && cart[Number(line)]?.name;
    const isShop = pointer === "/location" && code === "orders.unavailable";
    const words = problem(isShop ? "orders.location-closed" : code, detail);
    return called ? `${called}: ${words}` : words;
  }

  function placedWords(order: Ticket): string {
    if (order.status === "rejected") {
      return problem(order.rejection?.code ?? "", order.rejection?.detail ?? "");
    }
    const { currency, total_minor } = order;
    const values = { number: order.number ?? "…", total: f.money(total_minor, currency) };
    return t("ordered", values);
  }
}

type Missing = Quote["unavailable"][number];
type Line = { product: string; quantity: number; options: string[]; note?: string };

/** What the server says it costs. The last answer stays while the next is on its way. */
function useQuoted(lines: Line[], way: Way) {
  const api = useApi();
  const { id: location } = usePlace();
  return useQuery({
    queryKey: ["quote", location, lines, way],
    queryFn: async () => {
      // Which table makes no difference to the price.
      const fulfilment = way === "dine-in" ? { type: way, table: "–" } : { type: way };
      const body = { location, lines, fulfilment, walk_in: true };
      return (await api.POST("/v1/quotes", { body })).data;
    },
    enabled: lines.length > 0,
    placeholderData: keepPreviousData,
  });
}

interface Placing {
  lines: Line[];
  fulfilment: { type: "pickup" } | { type: "dine-in"; table: string };
  name?: string;
  expected_total_minor?: number;
}

/** Seconds to wait for the number, so that it can be called out at once. */
const WAIT_S = 5;

/** Places the order. The key stays until an answer came: trying again is never a second order. */
function usePlaceOrder(done: () => void) {
  const { t } = useWords();
  const api = useApi();
  const toast = useToast();
  const { id: location } = usePlace();
  const { feed } = useDesk();
  const key = useRef<{ of: string; key: string } | undefined>(undefined);
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: async (order: Placing) => {
      const of = JSON.stringify(order);
      if (key.current?.of !== of) key.current = { of, key: crypto.randomUUID() };
      const header = { "Idempotency-Key": key.current.key, Prefer: `wait=${WAIT_S}` };
      // It is nobody's: neither whose tablet this is nor anybody else is told of it.
      const body = { location, ...order, walk_in: true };
      const { data } = await api.POST("/v1/orders", { params: { header }, body });
      if (!data) throw new TypeError("no order");
      return data;
    },
    onSuccess: (order) => {
      key.current = undefined;
      feed.put(order);
      if (order.status === "rejected") return;
      done();
      toast(t("didOrder", { number: order.number ?? "" }));
    },
  });
  return { place: mutate, isPending, failure: error && asProblem(error), placed: data };
}
