// From a cart to an order: how, when, for whom, how it is paid, and what it comes to.

import type { Fulfilment, Location } from "@comanda/api";
import { useServices, useWho } from "@comanda/session";
import { Button, buttonClass, Notice, TextArea, TextField, useNow } from "@comanda/ui";
import { useEffect, useMemo, useState } from "react";
import { Link } from "wouter";
import { useKept } from "../../lib/kept.ts";
import { useLocationOf, useMenu } from "../../lib/queries.ts";
import { Drawing } from "../../shell/Drawing.tsx";
import { Empty, Failed } from "../../shell/Failed.tsx";
import page from "../../shell/Page.module.css";
import { PageHead } from "../../shell/PageHead.tsx";
import { Waiting } from "../../shell/Waiting.tsx";
import { useWords } from "../../words/index.ts";
import { priceCart, type Shop, shopOf, tipMax } from "../cart/maths.ts";
import { useCart } from "../cart/store.ts";
import { useProfile } from "../me/profile.ts";
import { paceOf } from "../places/pace.ts";
import { tableOf } from "../places/table.ts";
import { CodeNotice } from "../scan/CodeNotice.tsx";
import { redeemedFor, redemptionKept } from "../scan/redemption.ts";
import style from "./CheckoutPage.module.css";
import { fulfilmentOf, offeredTo, timedBy, tipOf, useDraft, waysOf } from "./draft.ts";
import { faultsOf, refusedBy } from "./faults.ts";
import { HowPart } from "./HowPart.tsx";
import { PayPart } from "./PayPart.tsx";
import { usePlacing } from "./placing.ts";
import { useQuote } from "./quote.ts";
import { SignInLine } from "./SignInLine.tsx";
import { Summary } from "./Summary.tsx";
import { slotsOf } from "./slots.ts";
import { TipPart } from "./TipPart.tsx";

const NAME_MAX = 40;
const NOTE_MAX = 140;
const EMAIL_MAX = 254;
/** What a delivery is priced with before anybody has said where to. */
const SOMEWHERE: Fulfilment = { type: "delivery", address: ["–"] };

export default function CheckoutPage({ id }: { id: string }) {
  const { t } = useWords();
  const { location, query } = useLocationOf(id);
  const menu = useMenu(id);
  const cart = useCart(id);
  if (cart.lines.length === 0) {
    return (
      <div className={page.page}>
        <PageHead back={`/l/${id}`}>{t("checkout")}</PageHead>
        <Empty>
          <Drawing name="empty-cart" />
          <p>{t("cart_empty")}</p>
          <Link href={`/l/${id}`} className={buttonClass({ kind: "primary" })}>
            {t("to_menu")}
          </Link>
        </Empty>
      </div>
    );
  }
  const error = query.error ?? menu.error;
  if (error && !(location && menu.data)) {
    return <Failed error={error} again={() => Promise.all([query.refetch(), menu.refetch()])} />;
  }
  if (!location || !menu.data) return <Waiting />;
  return <Checkout location={location} shop={shopOf(location, menu.data)} />;
}

function Checkout({ location, shop }: { location: Location; shop: Shop }) {
  const { t, f } = useWords();
  const who = useWho();
  const now = useNow(15_000);
  const cart = useCart(location.id);
  const { payments } = useServices().config;
  const { draft: begun, change, fill } = useDraft(location.id, tableOf(location.id));
  const offered = location.ordering.fulfilments;
  const minute = useNow(60_000);
  const days = useMemo(
    () => slotsOf(location, location.preparation_minutes, minute),
    [location, minute],
  );
  const pace = paceOf(location, now);
  const next = pace.kind === "closed" || pace.kind === "paused" ? days[0]?.slots[0] : undefined;
  const draft = useMemo(
    () => timedBy(offeredTo(begun, offered, payments), next),
    [begun, offered, payments, next],
  );
  const ways = waysOf(offered, draft.table);
  const redeemed = redeemedFor(useKept(redemptionKept), location.id, now);
  const profile = useProfile().data;
  const [tried, setTried] = useState(false);

  useEffect(() => {
    const name = profile?.name ?? (who.kind === "account" ? who.account.name : undefined);
    fill({ name: name?.slice(0, NAME_MAX), email: profile?.email ?? undefined });
  }, [profile, who, fill]);

  const fulfilment = useMemo(() => fulfilmentOf(draft), [draft]);
  const ours = priceCart(shop, cart.lines);
  const tip = Math.min(
    tipOf(draft.tip, ours.subtotal_minor),
    tipMax(ours.subtotal_minor, shop.currency),
  );
  const ready = fulfilment.type !== "delivery" || fulfilment.address.length > 0;
  const quote = useQuote(location, cart, ready ? fulfilment : SOMEWHERE, tip);
  // While the answer to the last change is on its way, our own sum is nearer to the truth.
  const settled = quote.data && !quote.isPlaceholderData && quote.data.unavailable.length === 0;
  const total = settled ? quote.data.total_minor : priceCart(shop, cart.lines, tip).total_minor;
  const until = pace.kind === "paused" ? pace.until : undefined;
  const back = until && f.time(until, location.time_zone);
  const faults = faultsOf(quote.data, cart, shop, back, t);
  const wrong = {
    address: draft.how === "delivery" && !ready ? t("address_needed") : undefined,
    email: draft.email && !/^[^\s@]+@[^\s@]+$/.test(draft.email) ? t("email_wrong") : undefined,
    at:
      draft.how === "pickup" && !draft.at && (pace.kind === "closed" || pace.kind === "paused")
        ? t("time_needed")
        : undefined,
  };
  const { place, busy, refusal } = usePlacing(location, () => quote.refetch());

  const submit = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(wrong).some(Boolean)) {
      const form = event.currentTarget;
      // Once the fields say what is wrong.
      requestAnimationFrame(() => {
        form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      });
      return;
    }
    void place({ draft, fulfilment, tip, total, redeemed: redeemed?.order });
  };

  return (
    <form className={[page.page, style.checkout].join(" ")} onSubmit={submit} noValidate>
      <PageHead back={`/l/${location.id}/cart`}>{t("checkout")}</PageHead>
      <CodeNotice location={location} />
      <div className={style.parts}>
        <HowPart
          location={location}
          ways={ways}
          days={days}
          draft={draft}
          change={change}
          readyAt={settled ? quote.data.ready_at : undefined}
          wrongAddress={tried ? wrong.address : undefined}
          wrongTime={tried ? wrong.at : undefined}
          addresses={profile?.addresses ?? []}
        />
        <section className={page.card} aria-labelledby="you">
          <h2 id="you">{t("you")}</h2>
          <TextField
            label={t("name")}
            hint={t("name_hint")}
            autoComplete="given-name"
            maxLength={NAME_MAX}
            value={draft.name}
            onChange={(event) => change({ name: event.target.value })}
          />
          <TextField
            label={t("email")}
            hint={t("email_hint")}
            wrong={tried ? wrong.email : undefined}
            type="email"
            autoComplete="email"
            maxLength={EMAIL_MAX}
            value={draft.email}
            onChange={(event) => change({ email: event.target.value })}
          />
          <SignInLine location={location.id} />
          <TextArea
            label={t("note_order")}
            maxLength={NOTE_MAX}
            rows={2}
            value={draft.note}
            onChange={(event) => change({ note: event.target.value })}
          />
        </section>
        <TipPart
          tip={draft.tip}
          subtotalMinor={ours.subtotal_minor}
          currency={shop.currency}
          onChange={(next) => change({ tip: next })}
        />
        <PayPart
          how={draft.how}
          pay={draft.pay}
          withCard={payments?.includes("sandbox") ?? false}
          onChange={(pay) => change({ pay })}
        />
      </div>
      <div className={style.side}>
        <Summary
          shop={shop}
          cart={cart}
          subtotalMinor={ours.subtotal_minor}
          tipMinor={tip}
          totalMinor={total}
          taxes={settled ? quote.data.taxes : undefined}
        />
        {faults.length > 0 && (
          <Notice tone="bad">
            {faults.map((fault) => (
              <p key={fault}>{fault}</p>
            ))}
            <Link href={`/l/${location.id}/cart`}>{t("to_cart")}</Link>
          </Notice>
        )}
        {refusal && (
          <Notice tone="bad">
            <p>
              {refusal.code === "orders.total-changed"
                ? t("price_changed", { price: f.money(total, shop.currency) })
                : refusedBy(refusal.code, refusal.detail, back, t)}
            </p>
          </Notice>
        )}
        <div className={style.end}>
          <Button
            kind="primary"
            wide
            type="submit"
            busy={busy}
            disabled={faults.length > 0 || ways.length === 0}
          >
            {t("place_for", { price: f.money(total, shop.currency) })}
          </Button>
        </div>
      </div>
    </form>
  );
}
