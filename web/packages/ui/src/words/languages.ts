// The languages Comanda speaks.

export const LANGUAGES = ["en", "de", "fr", "es", "it", "ar"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language by the name its speakers give it. */
export const NAMES: Record<Language, string> = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  it: "Italiano",
  ar: "العربية",
};

export function direction(language: Language): "ltr" | "rtl" {
  return language === "ar" ? "rtl" : "ltr";
}

const KEPT = "comanda.language";

function known(tag: string | null | undefined): Language | undefined {
  const primary = tag?.toLowerCase().split("-")[0];
  return LANGUAGES.find((language) => language === primary);
}

/** What somebody has chosen, or else the first of the browser's languages that we speak. */
export function chosenLanguage(): Language {
  const wanted = [localStorage.getItem(KEPT), ...navigator.languages];
  return wanted.map(known).find((one) => one !== undefined) ?? "en";
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(KEPT, language);
}

/** The browser's own variant of a language (`en-GB`), for formats; the language itself otherwise. */
export function localeOf(language: Language): string {
  return navigator.languages.find((tag) => known(tag) === language) ?? language;
}
