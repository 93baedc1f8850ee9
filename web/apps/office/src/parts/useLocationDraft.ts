import { useApi } from "@comanda/session";
import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { inputOf, type LocationInput, saveLocation } from "../api/location.ts";
import { useHere } from "../frame/places.tsx";
import { useWords } from "../words/index.ts";
import { useDeed } from "./deed.ts";
import { useDraft } from "./draft.ts";

/** A draft of this location for one of the pages that change it, and how it is saved. */
export function useLocationDraft(page: "hours" | "capacity" | "settings") {
  const api = useApi();
  const here = useHere();
  const queries = useQueryClient();
  const { t } = useWords();
  const deed = useDeed();
  const saved = useMemo(() => inputOf(here), [here]);
  // What the draft began from, as long as it lasts: others may change the location meanwhile.
  const [base, setBase] = useState(saved);
  const draft = useDraft<LocationInput>(`${page} ${here.id}`, saved);
  const set = (change: Partial<LocationInput>) => {
    if (!draft.changed) setBase(saved);
    draft.set({ ...draft.value, ...change });
  };
  const save = async () => {
    const from = base.id === here.id ? base : saved;
    const done = await deed.run(async () => {
      await saveLocation(api, from, draft.value);
      await queries.invalidateQueries({ queryKey: ["locations"] });
    }, t("saved"));
    if (done) draft.drop();
  };
  return { value: draft.value, changed: draft.changed, drop: draft.drop, set, save, deed };
}
