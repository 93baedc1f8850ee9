// Changes of the profile: sent with the version that was seen, read again after.

import type { Profile } from "@comanda/api";
import { useToast } from "@comanda/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useProblem } from "../../lib/problem.ts";
import { useWords } from "../../words/index.ts";

/** The header by which a change is refused if somebody else was faster. */
export function seen(profile: Profile) {
  return { "If-Match": `"${profile.version}"` };
}

/** Runs a change, says that it is kept or why not, and has the profile read again. */
export function useChange(): [(work: () => Promise<unknown>) => Promise<boolean>, boolean] {
  const { t } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const say = useProblem();
  const [busy, setBusy] = useState(false);
  const change = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
      toast(t("saved"));
      return true;
    } catch (thrown) {
      toast(say(thrown));
      return false;
    } finally {
      await queries.invalidateQueries({ queryKey: ["profile"] });
      setBusy(false);
    }
  };
  return [change, busy];
}
