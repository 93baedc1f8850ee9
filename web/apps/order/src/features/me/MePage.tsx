// Everything about whoever uses the app: account, tastes, language, looks, news, data.

import { ALLERGENS, DIETS } from "@comanda/api";
import { useServices, useWho } from "@comanda/session";
import { useEffect } from "react";
import { useKept } from "../../lib/kept.ts";
import { Heading } from "../../lib/page.tsx";
import { useLocations } from "../../lib/queries.ts";
import page from "../../shell/Page.module.css";
import { type Key, useWords } from "../../words/index.ts";
import { InstallHint } from "../install/InstallHint.tsx";
import { Choices } from "../menu/FilterSheet.tsx";
import { tastesKept } from "../menu/tastesKept.ts";
import { AccountPart } from "./AccountPart.tsx";
import { AddressesPart } from "./AddressesPart.tsx";
import { DataPart } from "./DataPart.tsx";
import { FavouritesPart } from "./FavouritesPart.tsx";
import { LookPart } from "./LookPart.tsx";
import { NewsPart } from "./NewsPart.tsx";
import { PersonPart } from "./PersonPart.tsx";
import { useProfile } from "./profile.ts";

export default function MePage() {
  const { t } = useWords();
  const { session } = useServices();
  const who = useWho();
  const tastes = useKept(tastesKept);
  const profile = useProfile().data;
  const places = useLocations().data ?? [];
  useEffect(() => {
    void session.startAgain();
  }, [session]);
  return (
    <div className={page.page}>
      <Heading>{t("me")}</Heading>
      <AccountPart />
      {who.kind === "account" && profile && (
        <>
          <PersonPart key={profile.version} profile={profile} />
          <AddressesPart profile={profile} />
        </>
      )}
      <FavouritesPart places={places} />
      <section className={page.card} aria-labelledby="tastes">
        <h2 id="tastes">{t("tastes")}</h2>
        <Choices
          title={t("diets")}
          of={DIETS}
          word={(diet) => t(`diet.${diet}` as Key)}
          chosen={tastes.diets}
          onChange={(diets) => tastesKept.set({ ...tastes, diets })}
        />
        <Choices
          title={t("avoid")}
          hint={t("avoid_hint")}
          of={ALLERGENS}
          word={(allergen) => t(`allergen.${allergen}` as Key)}
          chosen={tastes.avoid}
          onChange={(avoid) => tastesKept.set({ ...tastes, avoid })}
        />
      </section>
      <LookPart {...(profile ? { profile } : {})} />
      <NewsPart {...(profile ? { profile } : {})} />
      <InstallHint />
      {who.kind === "account" && <DataPart />}
    </div>
  );
}
