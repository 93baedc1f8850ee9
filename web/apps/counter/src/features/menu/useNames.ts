// What products and options are called in the language of whoever reads, and what is as usual.

import { useMemo } from "react";
import { useMenu } from "./useMenu.ts";

interface Names {
  /** Its name on the menu, or else what it was called when it was ordered. */
  product: (id: string, ordered: string) => string;
  option: (id: string, ordered: string) => string;
  /** Whether an option is what one gets unless told. */
  isUsual: (id: string) => boolean;
}

export function useNames(): Names {
  const { data: menu } = useMenu();
  return useMemo(() => {
    const options = (menu?.option_groups ?? []).flatMap((group) => group.options);
    const called = new Map(
      [...(menu?.products ?? []), ...options].map(({ id, name }) => [id, name]),
    );
    const usual = new Set(options.filter((option) => option.default).map(({ id }) => id));
    const name = (id: string, ordered: string) => called.get(id) ?? ordered;
    return { product: name, option: name, isUsual: (id) => usual.has(id) };
  }, [menu]);
}
