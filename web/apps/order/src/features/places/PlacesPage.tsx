// Which café. Where there is one, it is that.

import { Notice, TextField } from "@comanda/ui";
import { useState } from "react";
import { Link, Redirect } from "wouter";
import { Heading } from "../../lib/page.tsx";
import { useLocations } from "../../lib/queries.ts";
import { Empty, Failed } from "../../shell/Failed.tsx";
import { Waiting } from "../../shell/Waiting.tsx";
import { useWords } from "../../words/index.ts";
import { matches } from "../menu/tastes.ts";
import { Availability } from "./Availability.tsx";
import { Hero } from "./Hero.tsx";
import { canTellWhere, useHere } from "./here.ts";
import { lastPlace } from "./last.ts";
import { MapLink } from "./MapLink.tsx";
import { NearButton } from "./NearButton.tsx";
import { distanceIn, nearestFirst } from "./near.ts";
import style from "./PlacesPage.module.css";

/** More than so many are looked through by name. */
const SEEN_AT_ONCE = 6;

export default function PlacesPage() {
  const { t, f } = useWords();
  const query = useLocations();
  const here = useHere();
  const [search, setSearch] = useState("");
  if (query.isError && !query.data) return <Failed error={query.error} again={query.refetch} />;
  if (!query.data) return <Waiting />;
  const [first, second] = query.data;
  if (!first) {
    return (
      <Empty icon="search">
        <Heading>{t("places")}</Heading>
        <p>{t("places_none")}</p>
      </Empty>
    );
  }
  if (!second) return <Redirect to={`/l/${first.id}`} replace />;
  // Where somebody was last comes first, unless they want the nearest.
  const familiar = [...query.data].sort(
    (one, other) => Number(other.id === lastPlace.get()) - Number(one.id === lastPlace.get()),
  );
  const found = familiar.filter((place) => matches(search, place.name, ...place.address));
  const places = here.data
    ? nearestFirst(found, here.data)
    : found.map((place) => ({ place, metres: undefined }));
  const told = familiar.some((place) => place.coordinates);
  return (
    <div className={style.page}>
      <Hero />
      <div className={style.intro}>
        <Heading>{t("places")}</Heading>
        <p>{t("places_hint")}</p>
        {familiar.length > SEEN_AT_ONCE && (
          <TextField
            label={t("places_search")}
            type="search"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        )}
        {told && canTellWhere() && <NearButton here={here} />}
      </div>
      <p role="status" className={search ? undefined : "quiet-hidden"}>
        {search && t("places_found", { count: places.length })}
      </p>
      <ul className={style.list}>
        {places.map(({ place, metres }) => (
          <li key={place.id} className={style.place}>
            <h2>
              <Link href={`/l/${place.id}`} className={style.link}>
                {place.name}
              </Link>
            </h2>
            <p>
              {metres !== undefined && (
                <strong className={style.far}>{f.number(...distanceIn(f.locale, metres))}</strong>
              )}
              {place.address.join(", ")}
            </p>
            <Availability location={place} />
            {place.address.length > 0 && (
              <span className={style.map}>
                <MapLink place={place} bare />
              </span>
            )}
          </li>
        ))}
      </ul>
      {query.isError && (
        <Notice tone="warn">
          <p>{t("stale")}</p>
        </Notice>
      )}
    </div>
  );
}
