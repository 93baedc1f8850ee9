// What a page shows stands in its address, so that it can be sent to somebody, and is there again after
// a reload.

import { useCallback, useMemo } from "react";
import { useSearchParams } from "wouter";

/** Some values of the address; empty ones do not stand in it. */
export function useAddress<Name extends string>(names: readonly Name[]) {
  const [params, setParams] = useSearchParams();
  const text = params.toString();
  const values = useMemo(() => {
    const read = new URLSearchParams(text);
    return Object.fromEntries(names.map((name) => [name, read.get(name) ?? ""])) as Record<
      Name,
      string
    >;
  }, [text, names]);
  const set = useCallback(
    (change: Partial<Record<Name, string>>) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries<string | undefined>(change)) {
            if (value) next.set(name, value);
            else next.delete(name);
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  return [values, set] as const;
}
