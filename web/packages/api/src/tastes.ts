// What a menu can say of a product for those who avoid or look for something: the words of the API,
// which its document does not list.

/** The fourteen of Regulation (EU) No 1169/2011, Annex II, in its sequence. */
export const ALLERGENS = [
  "gluten",
  "crustaceans",
  "eggs",
  "fish",
  "peanuts",
  "soya",
  "milk",
  "nuts",
  "celery",
  "mustard",
  "sesame",
  "sulphites",
  "lupin",
  "molluscs",
] as const;

/** What guests may look for, in the sequence it is offered. */
export const DIETS = [
  "vegan",
  "vegetarian",
  "gluten-free",
  "lactose-free",
  "sugar-free",
  "decaffeinated",
  "halal",
  "kosher",
  "organic",
] as const;
