// Doing something at the server by the press of a button: busy, done, or what went wrong.

import { useToast } from "@comanda/ui";
import { useCallback, useState } from "react";
import { useStrong, Withdrawn } from "./StepUp.tsx";

interface Deed {
  busy: boolean;
  error: unknown;
  /** Does it; asks for a stronger sign-in where that is needed. Answers whether it was done. */
  run: (what: () => Promise<unknown>, done?: string) => Promise<boolean>;
  forget: () => void;
}

export function useDeed(): Deed {
  const strong = useStrong();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = useCallback(
    async (what: () => Promise<unknown>, done?: string) => {
      setBusy(true);
      setError(undefined);
      try {
        await strong(what);
        if (done) toast(done);
        return true;
      } catch (thrown) {
        if (!(thrown instanceof Withdrawn)) setError(thrown);
        return false;
      } finally {
        setBusy(false);
      }
    },
    [strong, toast],
  );
  return { busy, error, run, forget: useCallback(() => setError(undefined), []) };
}
