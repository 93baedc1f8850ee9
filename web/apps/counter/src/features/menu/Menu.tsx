// What is sold out, and what is back: a switch for every product and option.

import { asProblem } from "@comanda/api";
import { useApi } from "@comanda/session";
import { Button, Notice, Skeleton, TextField, useToast } from "@comanda/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWords } from "../../words/index.ts";
import { useProblem } from "../../words/problems.ts";
import { usePlace } from "../shell/Place.tsx";
import { usePage } from "../shell/usePage.ts";
import style from "./Menu.module.css";
import { endOf, type Group, groupsOf, type Offer, type Span } from "./offer.ts";
import { SpanSheet } from "./SpanSheet.tsx";
import { useMenu } from "./useMenu.ts";

export function Menu() {
  const { t } = useWords();
  const heading = usePage(t("soldOut"));
  const { data, isPending, refetch } = useMenu();
  const [search, setSearch] = useState("");
  const groups = data ? groupsOf(data, search) : [];
  return (
    <div className={style.page}>
      <h1 ref={heading} tabIndex={-1}>
        {t("soldOut")}
      </h1>
      <TextField
        type="search"
        label={t("searchMenu")}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {isPending && <Skeleton height="20rem" />}
      {!isPending && !data && (
        <Notice tone="bad">
          {t("menuFailed")}
          <Button onClick={() => refetch()}>{t("retry")}</Button>
        </Notice>
      )}
      {data && groups.length === 0 && <p className={style.empty}>{t("nothingFound")}</p>}
      <div className={style.groups}>
        {groups.map((group) => (
          <Offers key={group.id} group={group} />
        ))}
      </div>
    </div>
  );
}

function Offers({ group }: { group: Group }) {
  return (
    <section className={style.group} aria-labelledby={group.id}>
      <h2 id={group.id}>{group.name}</h2>
      <ul>
        {group.offers.map((offer) => (
          <OfferRow key={offer.id} offer={offer} />
        ))}
      </ul>
    </section>
  );
}

function OfferRow({ offer }: { offer: Offer }) {
  const { t, f } = useWords();
  const { location } = usePlace();
  const [isAsking, setAsking] = useState(false);
  const { mutate, isPending } = useAvailability(offer);
  const { soldOut } = offer;
  const until = soldOut?.until;
  const time = until && f.dayTime(until, location?.time_zone);
  const state = soldOut && (time ? t("soldOutUntil", { time }) : t("soldOutOpen"));
  return (
    <li className={style.offer} data-sold-out={soldOut ? true : undefined}>
      <div>
        <span className={style.name}>{offer.name}</span>
        {state && <span className={style.state}>{state}</span>}
        {offer.runOut && <span className={style.state}>{t("runOut")}</span>}
      </div>
      <button
        type="button"
        role="switch"
        aria-checked={!soldOut}
        aria-label={t("canBeHad", { name: offer.name })}
        className={style.switch}
        disabled={isPending}
        onClick={() => (soldOut ? mutate(undefined) : setAsking(true))}
      >
        <span />
      </button>
      {isAsking && (
        <SpanSheet
          name={offer.name}
          onChoose={(span) => {
            setAsking(false);
            mutate(span);
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}

/** Switches something off for a span, or on again without one. */
function useAvailability(offer: Offer) {
  const { t } = useWords();
  const api = useApi();
  const queries = useQueryClient();
  const toast = useToast();
  const problem = useProblem();
  const { id, location } = usePlace();
  return useMutation({
    mutationFn: async (span: Span | undefined) => {
      const until = span && endOf(span, Date.now(), location?.time_zone ?? "UTC");
      const body = { available: span === undefined, ...(until ? { until } : {}) };
      if (offer.kind === "product") {
        const params = { path: { location: id, product: offer.id } };
        const path = "/v1/locations/{location}/menu/products/{product}/availability";
        await api.PUT(path, { params, body });
      } else {
        const params = { path: { location: id, option: offer.id } };
        const path = "/v1/locations/{location}/menu/options/{option}/availability";
        await api.PUT(path, { params, body });
      }
    },
    onSuccess: async (_, span) => {
      await queries.invalidateQueries({ queryKey: ["menu", id] });
      toast(t(span ? "nowSoldOut" : "nowBack", { name: offer.name }));
    },
    onError: (thrown) => {
      const { code, message } = asProblem(thrown);
      toast(problem(code, message));
    },
  });
}
