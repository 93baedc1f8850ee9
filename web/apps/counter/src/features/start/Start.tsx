// Chooses where somebody works today. With one location there is nothing to choose, and the last one
// is remembered.

import type { Location } from "@comanda/api";
import { useApi, useWho } from "@comanda/session";
import { Button, Icon, Notice, Skeleton } from "@comanda/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, Redirect, useSearchParams } from "wouter";
import { useWords } from "../../words/index.ts";
import { usePage } from "../shell/usePage.ts";
import type { Me } from "../tickets/drawer.ts";
import { lastPlace } from "./lastPlace.ts";
import style from "./Start.module.css";
import { Welcome } from "./Welcome.tsx";

export function Start({ me }: { me: Me }) {
  const { t } = useWords();
  const [search] = useSearchParams();
  const heading = usePage(t("chooseTitle"));
  const { data, isPending, refetch } = usePlaces(me);
  const last = lastPlace();
  const isChoosing = search.has("choose");
  // Without a network the last place is where the tickets are.
  const kept = data ? data.find(({ id }) => id === last)?.id : navigator.onLine ? undefined : last;
  const only = data?.length === 1 ? data[0]?.id : undefined;
  const chosen = kept ?? only;
  if (chosen && !isChoosing) return <Redirect to={`/l/${chosen}`} replace />;
  return (
    <Welcome>
      <h1 ref={heading} tabIndex={-1}>
        {me.name ? t("hello", { name: me.name }) : t("chooseTitle")}
      </h1>
      <p>{t("chooseText")}</p>
      {isPending && <Skeleton height="4.5rem" />}
      {!isPending && !data && (
        <Notice tone="bad">
          {t("placesFailed")}
          <Button onClick={() => refetch()}>{t("retry")}</Button>
        </Notice>
      )}
      {data?.length === 0 && <Notice>{t("noPlaces")}</Notice>}
      <ul className={style.places}>
        {data?.map((place) => (
          <li key={place.id}>
            <PlaceLink place={place} />
          </li>
        ))}
      </ul>
    </Welcome>
  );
}

function PlaceLink({ place }: { place: Location }) {
  const { t } = useWords();
  return (
    <Link href={`/l/${place.id}`} className={style.place}>
      <strong>{place.name}</strong>
      <span>{place.open ? t("placeOpen") : t("placeClosed")}</span>
      <Icon name="back" />
    </Link>
  );
}

/** The locations somebody works at; an admin works everywhere. */
function usePlaces(me: Me) {
  const api = useApi();
  const who = useWho();
  const mine = who.kind === "account" ? who.account.locations : undefined;
  return useQuery({
    queryKey: ["places", me.id, mine],
    queryFn: async () => {
      const found: Location[] = [];
      let after: string | undefined;
      do {
        const query = { limit: 100, ...(after ? { after } : {}) };
        const { data } = await api.GET("/v1/locations", { params: { query } });
        found.push(...(data?.items ?? []));
        after = data?.next ?? undefined;
      } while (after);
      return me.role === "admin" ? found : found.filter(({ id }) => mine?.includes(id));
    },
  });
}
