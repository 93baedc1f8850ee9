//! The closed lists of words of a profile. Diets and allergens are those of the menus; a test
//! beside both (`comanda/src/links/people.rs`) keeps them the same.

use std::fmt;
use std::str::FromStr;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $what:literal;
     $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
        }

        impl $name {
            /// Every word, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word as menus write it.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = String;

            fn from_str(word: &str) -> Result<Self, String> {
                Self::ALL.iter().copied().find(|known| known.as_str() == word).ok_or_else(|| {
                    let known: Vec<_> = Self::ALL.iter().map(|known| known.as_str()).collect();
                    let word: String = word.chars().take(40).collect();
                    format!("\"{word}\" is not {}: expected one of {}", $what, known.join(", "))
                })
            }
        }
    };
}

words! {
    /// What must be declared to every guest.
    ///
    /// Source: Regulation (EU) No 1169/2011, Annex II, its fourteen entries in their order.
    Allergen, "an allergen";
    /// Cereals containing gluten.
    Gluten = "gluten",
    /// Crustaceans.
    Crustaceans = "crustaceans",
    /// Eggs.
    Eggs = "eggs",
    /// Fish.
    Fish = "fish",
    /// Peanuts.
    Peanuts = "peanuts",
    /// Soybeans.
    Soya = "soya",
    /// Milk, lactose included.
    Milk = "milk",
    /// Almonds, hazelnuts, walnuts and other tree nuts.
    Nuts = "nuts",
    /// Celery.
    Celery = "celery",
    /// Mustard.
    Mustard = "mustard",
    /// Sesame seeds.
    Sesame = "sesame",
    /// Sulphur dioxide and sulphites, above 10 mg a kilogram or litre.
    Sulphites = "sulphites",
    /// Lupin.
    Lupin = "lupin",
    /// Molluscs.
    Molluscs = "molluscs",
}

words! {
    /// What a guest may look for.
    Diet, "a diet";
    /// Nothing of animals.
    Vegan = "vegan",
    /// No meat, no fish.
    Vegetarian = "vegetarian",
    /// At most 20 mg gluten a kilogram (Regulation (EU) No 828/2014).
    GlutenFree = "gluten-free",
    /// No lactose.
    LactoseFree = "lactose-free",
    /// No added sugar.
    SugarFree = "sugar-free",
    /// No caffeine, or next to none.
    Decaffeinated = "decaffeinated",
    /// Prepared as Islamic law asks.
    Halal = "halal",
    /// Prepared as Jewish law asks.
    Kosher = "kosher",
    /// From organic farming.
    Organic = "organic",
}

words! {
    /// A language somebody can be addressed in: those the program speaks.
    ///
    /// Source of the words: BCP 47.
    Language, "a language";
    /// English.
    En = "en",
    /// German.
    De = "de",
    /// French.
    Fr = "fr",
    /// Spanish.
    Es = "es",
    /// Italian.
    It = "it",
    /// Arabic.
    Ar = "ar",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_the_whole_list() {
        let refusal = "pt".parse::<Language>().expect_err("is not spoken");
        assert_eq!(refusal, "\"pt\" is not a language: expected one of en, de, fr, es, it, ar");
    }
}
