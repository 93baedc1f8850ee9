// Texts with places for values, and with plural forms.

/** Forms by the plural categories of CLDR; which of them a language has is the language's. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & {
  other: string;
};
/** A text. `{name}` is a place for a value; a plural is chosen by the value `count`. */
export type Text = string | Plural;
export type Values = Record<string, string | number>;

const rules = new Map<string, Intl.PluralRules>();

function pluralRules(locale: string): Intl.PluralRules {
  let found = rules.get(locale);
  if (!found) {
    found = new Intl.PluralRules(locale);
    rules.set(locale, found);
  }
  return found;
}

/**
 * The text with its values, numbers written as the locale writes them. What stands within Arabic
 * is set apart, so that a Latin name keeps its own direction and pulls nothing beside it along.
 */
export function fill(text: Text, values: Values | undefined, locale: string): string {
  const form =
    typeof text === "string"
      ? text
      : (text[pluralRules(locale).select(Number(values?.count ?? 0))] ?? text.other);
  if (!values) return form;
  return form.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    if (value === undefined) return place;
    if (typeof value === "number") return new Intl.NumberFormat(locale).format(value);
    return locale.startsWith("ar") ? `\u2068${value}\u2069` : value;
  });
}
