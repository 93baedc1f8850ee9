// A location: where it is, when it is open, and what the allergens mean.

import { ALLERGENS, type Location } from "@comanda/api";
import { useLocationOf } from "../../lib/queries.ts";
import { Failed } from "../../shell/Failed.tsx";
import page from "../../shell/Page.module.css";
import { PageHead } from "../../shell/PageHead.tsx";
import { Waiting } from "../../shell/Waiting.tsx";
import { type Key, useWords } from "../../words/index.ts";
import { Availability } from "../places/Availability.tsx";
import { MapLink } from "../places/MapLink.tsx";
import { PhoneLink } from "../places/PhoneLink.tsx";
import style from "./AboutPage.module.css";
import { HoursPart } from "./HoursPart.tsx";

export default function AboutPage({ id }: { id: string }) {
  const { location, query } = useLocationOf(id);
  if (query.isError && !location) return <Failed error={query.error} again={query.refetch} />;
  if (!location) return <Waiting />;
  return <About location={location} />;
}

function About({ location }: { location: Location }) {
  const { t } = useWords();
  return (
    <div className={page.page}>
      <PageHead back={`/l/${location.id}`}>{location.name}</PageHead>
      <Availability location={location} />
      <section className={page.card} aria-labelledby="where">
        <h2 id="where">{t("where")}</h2>
        <address className={style.address}>
          {location.address.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </address>
        <p className={page.row}>
          {location.address.length > 0 && <MapLink place={location} />}
          {location.phone && <PhoneLink phone={location.phone} />}
        </p>
      </section>
      <HoursPart location={location} />
      <section className={page.card} aria-labelledby="allergens">
        <h2 id="allergens">{t("allergens")}</h2>
        <p>{t("allergens_hint")}</p>
        <ul className={style.allergens}>
          {ALLERGENS.map((allergen) => (
            <li key={allergen}>{t(`allergen.${allergen}` as Key)}</li>
          ))}
        </ul>
      </section>
    </div>
  );
}
