// What can be wrong with translations that a compiler does not see; for tests of the apps.

import { LANGUAGES, type Language } from "./languages.ts";
import type { Text } from "./text.ts";

/** Everything that is missing or left over in any language, one line each. */
export function flaws(dictionaries: Record<Language, Record<string, Text>>): string[] {
  const found: string[] = [];
  const original = dictionaries.en;
  for (const language of LANGUAGES) {
    const dictionary = dictionaries[language];
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const key of Object.keys(dictionary)) {
      if (!(key in original)) found.push(`${language}.${key}: not in English`);
    }
    for (const [key, english] of Object.entries(original)) {
      const text = dictionary[key];
      if (text === undefined || text === "") {
        found.push(`${language}.${key}: missing`);
        continue;
      }
      if ((typeof text === "string") !== (typeof english === "string")) {
        found.push(`${language}.${key}: a plural in one language and not in the other`);
        continue;
      }
      if (typeof text !== "string") {
        const missing = forms.filter((form) => !text[form]);
        if (missing.length > 0) found.push(`${language}.${key}: no ${missing.join(", ")}`);
      }
      const places = (one: Text) =>
        [...new Set(all(one).flatMap((form) => form.match(/\{\w+\}/g) ?? []))]
          .filter((place) => place !== "{count}")
          .sort()
          .join();
      if (places(text) !== places(english)) {
        found.push(`${language}.${key}: other values than English (${places(english)})`);
      }
    }
  }
  return found;
}

function all(text: Text): string[] {
  return typeof text === "string" ? [text] : Object.values(text);
}
