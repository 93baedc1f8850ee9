// Where the sign-in page sends people back to. Orders of before become the account's.

import { useServices } from "@comanda/session";
import { useToast } from "@comanda/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { Failed } from "../../shell/Failed.tsx";
import { Waiting } from "../../shell/Waiting.tsx";
import { useWords } from "../../words/index.ts";
import { claimGuest } from "./claim.ts";

export default function SignedInPage() {
  const { t } = useWords();
  const { api, session } = useServices();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const toast = useToast();
  const [failed, setFailed] = useState<unknown>();
  const begun = useRef(false);
  useEffect(() => {
    // The answer of the sign-in page can be taken once.
    if (begun.current) return;
    begun.current = true;
    const finish = async () => {
      const next = await session.finishSignIn();
      queries.removeQueries({ queryKey: ["orders"] });
      go(next, { replace: true });
      const claimed = await claimGuest(api, session).catch(() => 0);
      if (claimed > 0) {
        toast(t("claimed", { count: claimed }));
        await queries.invalidateQueries({ queryKey: ["orders"] });
      }
    };
    finish().catch(setFailed);
  }, [session, api, queries, go, toast, t]);
  if (failed === undefined) return <Waiting />;
  return <Failed error={failed} again={() => session.signIn("/me")} />;
}
