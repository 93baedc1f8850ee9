// The way to each category, in view all the time, showing where one is.

import type { Category } from "@comanda/api";
import { useEffect, useRef, useState } from "react";
import { useWords } from "../../words/index.ts";
import style from "./CategoryChips.module.css";

export function CategoryChips({ categories }: { categories: Category[] }) {
  const { t } = useWords();
  const [here, setHere] = useState<string>();
  const list = useRef<HTMLUListElement>(null);
  const ids = categories.map((category) => category.id).join();

  useEffect(() => {
    const seen = new Map<Element, boolean>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) seen.set(entry.target, entry.isIntersecting);
        const first = [...seen].find(([, visible]) => visible)?.[0];
        if (first) setHere(first.getAttribute("aria-labelledby") ?? undefined);
      },
      // A band below the chips: the section that crosses it is the one being read.
      { rootMargin: "-90px 0px -65% 0px" },
    );
    for (const id of ids.split(",")) {
      const section = document.getElementById(id)?.closest("section");
      if (!section) continue;
      seen.set(section, false);
      observer.observe(section);
    }
    return () => observer.disconnect();
  }, [ids]);

  useEffect(() => {
    const chip = here && list.current?.querySelector(`[href="#${here}"]`);
    if (!chip || !list.current) return;
    const [row, one] = [list.current.getBoundingClientRect(), chip.getBoundingClientRect()];
    // The row alone scrolls; scrollIntoView would move the page, too.
    list.current.scrollBy({ left: one.left + one.width / 2 - row.left - row.width / 2 });
  }, [here]);

  return (
    <nav className={style.bar} aria-label={t("categories")}>
      <ul ref={list} className={style.list}>
        {categories.map((category) => (
          <li key={category.id}>
            <a
              href={`#${category.id}`}
              className={style.chip}
              aria-current={here === category.id ? "true" : undefined}
              onClick={(event) => {
                event.preventDefault();
                const heading = document.getElementById(category.id);
                heading?.scrollIntoView();
                heading?.focus({ preventScroll: true });
              }}
            >
              {category.name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
