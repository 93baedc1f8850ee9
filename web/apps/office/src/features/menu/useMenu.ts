import { asProblem, type Menu } from "@comanda/api";
import { useApi } from "@comanda/session";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { menuQuery } from "../../api/menu.ts";
import { useHere } from "../../frame/places.tsx";
import type { Edit } from "./edits.ts";
import { saveMenu } from "./save.ts";

export function useMenu() {
  return useQuery(menuQuery(useApi(), useHere().id));
}

/** Saves edits of the menu of this location, and keeps what pages show in step. */
export function useSave(): (edit: Edit) => Promise<Menu> {
  const api = useApi();
  const { id } = useHere();
  const queries = useQueryClient();
  return useCallback(
    async (edit: Edit) => {
      const saved = await saveMenu(api, id, edit);
      queries.setQueryData(["menu", id], saved);
      return saved.menu;
    },
    [api, id, queries],
  );
}

/**
 * Edits that are seen at once and saved behind it, one after the other. What cannot be saved is taken
 * back.
 */
export function useQuickEdit() {
  const api = useApi();
  const { id } = useHere();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>();
  const line = useRef({ end: Promise.resolve(), waiting: 0 });
  const quick = useCallback(
    (edit: Edit) => {
      setError(undefined);
      const key = menuQuery(api, id).queryKey;
      queries.setQueryData(key, (seen) => seen && { ...seen, menu: edit(seen.menu) });
      line.current.waiting++;
      line.current.end = line.current.end.then(async () => {
        try {
          const saved = await saveMenu(api, id, edit);
          // What is still waiting is seen already, and not in this answer.
          if (line.current.waiting === 1) queries.setQueryData(key, saved);
        } catch (thrown) {
          setError(asProblem(thrown));
          await queries.invalidateQueries({ queryKey: key });
        } finally {
          line.current.waiting--;
        }
      });
    },
    [api, id, queries],
  );
  return { quick, error };
}
