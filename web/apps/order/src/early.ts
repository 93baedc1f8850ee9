// A script of its own, small enough to run while the app is still on its way: it asks for what a menu's
// page shows first. `lib/queries.ts` takes the answer over.

import type { Menu } from "@comanda/api";
import { chosenLanguage, type Language } from "@comanda/ui/languages";
import { dictionaries } from "./words/dictionaries.ts";

/** Pictures that are seen before anything is scrolled, at most. */
export const FIRST_PICTURES = 4;

/** A menu that is asked for, and by what. */
interface Asked {
  location: string;
  language: Language;
  menu: Promise<Menu | undefined>;
}

let asked = ask(chosenLanguage(), placeIn(location.pathname));

/** The location that an address of the app names. */
export function placeIn(path: string): string | undefined {
  return /\/l\/([^/]+)/.exec(path)?.[1];
}

/** The menu, if it is this one that was asked for; once, because it grows old. */
export function takeEarlyMenu(location: string, language: string): Promise<Menu | undefined> {
  const found = asked?.location === location && asked.language === language ? asked : undefined;
  asked = undefined;
  return found?.menu ?? Promise.resolve(undefined);
}

function ask(language: Language, location: string | undefined): Asked | undefined {
  // The words are a file of their own; what cannot be had now is asked for again by whoever needs it.
  dictionaries[language]().catch(() => undefined);
  if (!location) return undefined;
  const menu = read(`/v1/locations/${location}/menu?language=${language}`).catch(() => undefined);
  menu.then((found) => found && showSoon(found));
  return { location, language, menu };
}

async function read(path: string): Promise<Menu | undefined> {
  const response = await fetch(path);
  return response.ok ? ((await response.json()) as Menu) : undefined;
}

/** Asks for the pictures that are seen first. */
function showSoon(menu: Menu): void {
  const first = menu.categories.flatMap(({ id }) =>
    menu.products.filter((one) => one.category === id),
  );
  const pictures = first.flatMap(({ image }) => image ?? []).slice(0, FIRST_PICTURES);
  for (const picture of pictures) new Image().src = picture;
}
