// The words of an app in somebody's language, for every component.

import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
} from "react";
import { Formats } from "./formats.ts";
import { chosenLanguage, direction, keepLanguage, type Language, localeOf } from "./languages.ts";
import { fill, type Text, type Values } from "./text.ts";

/** Loads each language's dictionary when it is wanted. English says which words there are. */
export type Dictionaries<Key extends string> = Record<Language, () => Promise<Record<Key, Text>>>;

export interface Words<Key extends string> {
  language: Language;
  direction: "ltr" | "rtl";
  /** The text of a key, with its values. */
  t: (key: Key, values?: Values) => string;
  /** Money, times, numbers. */
  f: Formats;
  choose: (language: Language) => void;
}

/** A language and its dictionary, once loaded. */
export interface LoadedWords {
  language: Language;
  dictionary: Record<string, Text>;
}

/** Loads the chosen language; to be begun before the first render, beside everything else. */
export async function loadWords(
  dictionaries: Dictionaries<string>,
  language: Language = chosenLanguage(),
): Promise<LoadedWords> {
  return { language, dictionary: await dictionaries[language]() };
}

const Given = createContext<Words<string> | undefined>(undefined);

interface Props {
  first: LoadedWords;
  dictionaries: Dictionaries<string>;
  children: ReactNode;
}

export function WordsProvider({ first, dictionaries, children }: Props) {
  const [loaded, setLoaded] = useState(first);
  const choose = useCallback(
    (language: Language) => {
      keepLanguage(language);
      loadWords(dictionaries, language).then(setLoaded);
    },
    [dictionaries],
  );
  const { language, dictionary } = loaded;
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = direction(language);
  }, [language]);
  const words = useMemo<Words<string>>(() => {
    const locale = localeOf(language);
    return {
      language,
      direction: direction(language),
      // An app's own hook has only the keys there are.
      t: (key, values) => fill(dictionary[key] ?? key, values, locale),
      f: new Formats(locale),
      choose,
    };
  }, [language, dictionary, choose]);
  return <Given value={words}>{children}</Given>;
}

/** The words, for the hook by which an app says which keys it has. */
export function useAnyWords<Key extends string>(): Words<Key> {
  const words = use(Given);
  if (!words) throw new Error("useAnyWords outside of WordsProvider");
  return words as Words<Key>;
}
