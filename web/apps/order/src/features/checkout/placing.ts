// Placing: the order is kept, sent, and followed to its page; or it says why not.

import type { Fulfilment, Location, PlaceOrder } from "@comanda/api";
import { useServices } from "@comanda/session";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "wouter";
import { cartOf, wantedOf } from "../cart/store.ts";
import { compose, openOutbox } from "../outbox/outbox.ts";
import type { Refusal } from "../outbox/queue.ts";
import { redemptionKept } from "../scan/redemption.ts";
import { type Draft, forgetDraft, nameKept } from "./draft.ts";

/** The sandbox's card that works. */
const CARD = "tok_approved";

interface Wish {
  draft: Draft;
  fulfilment: Fulfilment;
  tip: number;
  /** What somebody has been shown: it is asked for no more than that. */
  total: number;
  redeemed: string | undefined;
}

export function usePlacing(location: Location, again: () => unknown) {
  const services = useServices();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();

  const place = async (wish: Wish) => {
    setBusy(true);
    setRefusal(undefined);
    const cart = cartOf(location.id);
    const outgoing = compose(bodyOf(location, cart.get(), wish), cart.get().key);
    const outbox = openOutbox(services);
    try {
      const outcome = await outbox.place(outgoing);
      if (outcome.kind === "refused") {
        await outbox.take(outgoing.key);
        // A key that was refused is free; one that is another order's already is not.
        const { key: _, ...rest } = cart.get();
        cart.set(rest);
        setRefusal(outcome.refusal);
        await Promise.all([
          queries.invalidateQueries({ queryKey: ["menu", location.id] }),
          queries.invalidateQueries({ queryKey: ["locations"] }),
        ]);
        again();
        return;
      }
      nameKept.set(wish.draft.name.trim());
      forgetDraft(location.id);
      redemptionKept.forget();
      cart.forget();
      if (outcome.kind === "placed") {
        queries.setQueryData(["order", outcome.order.id], outcome.order);
        go(`/orders/${outcome.order.id}`);
      } else {
        go("/orders");
      }
    } finally {
      setBusy(false);
    }
  };
  return { place, busy, refusal };
}

function bodyOf(location: Location, cart: Parameters<typeof wantedOf>[0], wish: Wish): PlaceOrder {
  const { draft, fulfilment, tip, total, redeemed } = wish;
  const text = (value: string) => value.trim() || undefined;
  const name = text(draft.name);
  const note = text(draft.note);
  const email = text(draft.email);
  return {
    location: location.id,
    fulfilment,
    lines: wantedOf(cart),
    expected_total_minor: total,
    ...(name ? { name } : {}),
    ...(note ? { note } : {}),
    ...(email ? { email } : {}),
    ...(tip > 0 ? { tip_minor: tip } : {}),
    ...(draft.pay === "card" ? { payment_source: CARD } : {}),
    ...(redeemed ? { order: redeemed } : {}),
  };
}
