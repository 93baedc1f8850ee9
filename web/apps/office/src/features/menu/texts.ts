// Reading and writing the texts of an entry, in its menu's own language and in others.

interface Text {
  name: string;
  description?: string;
}

export interface Texted {
  name: string;
  description?: string;
  translations?: { [language: string]: Text };
}

interface Shown {
  name: string;
  description: string;
}

/** What stands in the fields for a language: empty where nothing is translated. */
export function textIn(entry: Texted, language: string, own: string): Shown {
  const text = language === own ? entry : entry.translations?.[language];
  return { name: text?.name ?? "", description: text?.description ?? "" };
}

/** What a guest reads in a language. */
export function readIn(entry: Texted, language: string, own: string): Shown {
  const text = textIn(entry, language, own);
  return {
    name: text.name || entry.name,
    description: text.description || (entry.description ?? ""),
  };
}

/** The entry with a text in a language; a translation without a word is none. */
export function withText<T extends Texted>(
  entry: T,
  language: string,
  own: string,
  text: Shown,
): T {
  const described = text.description || entry.description ? { description: text.description } : {};
  if (language === own) return { ...entry, name: text.name, ...described };
  const { [language]: _, ...others } = entry.translations ?? {};
  if (!text.name && !text.description) return { ...entry, translations: others };
  const translation = {
    name: text.name,
    ...(text.description ? { description: text.description } : {}),
  };
  return { ...entry, translations: { ...others, [language]: translation } };
}
