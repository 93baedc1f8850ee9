import { type RefObject, useEffect, useRef } from "react";

let pages = 0;

/** Gives the page its title, and moves the focus to its heading when somebody has come from another. */
export function usePage(title: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Comanda`;
  }, [title]);
  useEffect(() => {
    // Not with the first page: there the browser begins at the top.
    if (pages > 0) heading.current?.focus({ preventScroll: true });
    pages += 1;
  }, []);
  return heading;
}
