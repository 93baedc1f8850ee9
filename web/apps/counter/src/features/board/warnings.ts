// Words in wishes that nobody may overlook.

/** Beginnings of words about what makes people ill, in the languages we speak. */
const STEMS = [
  "all?[eé]rg",
  "anaphyla",
  "anafila",
  "intoler",
  "unverträglich",
  "coeliac",
  "celiac",
  "celiaqu",
  "celíac",
  "cœliaque",
  "zöliakie",
  "gl[uú]ten",
  "glutine",
  "la[ck]t[oó]s",
  "lattosio",
  "peanut",
  "erdn[uü]ss",
  "arachid",
  "cacahu",
  "nuts?\\b",
  "n[uü]ss",
  "noix",
  "nuez",
  "nueces",
  "frutos secos",
  "frutta secca",
  "no(?:ce|ci)\\b",
  "sesam",
  "sésam",
  "sésamo",
  "soja",
  "soya",
  "حساسي",
  "مكسرات",
  "غلوتين",
  "لاكتوز",
];

const WARNING = new RegExp(`(?<!\\p{L})(?:${STEMS.join("|")})\\p{L}*`, "giu");

export interface Part {
  text: string;
  isWarning: boolean;
}

/** A wish in parts, those that warn apart from the others. */
export function withWarnings(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const { 0: word, index } of text.matchAll(WARNING)) {
    if (index > from) parts.push({ text: text.slice(from, index), isWarning: false });
    parts.push({ text: word, isWarning: true });
    from = index + word.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), isWarning: false });
  return parts;
}
