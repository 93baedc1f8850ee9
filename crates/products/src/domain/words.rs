//! The closed lists of words a menu uses.

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
    /// A language texts of a menu can be in, by its primary tag of BCP 47: those Comanda speaks.
    Language, "a language of menus";
    /// English.
    English = "en",
    /// German.
    German = "de",
    /// French.
    French = "fr",
    /// Spanish.
    Spanish = "es",
    /// Italian.
    Italian = "it",
    /// Arabic.
    Arabic = "ar",
}

words! {
    /// How an order gets to its customer.
    Fulfilment, "a fulfilment";
    /// The customer fetches it.
    Pickup = "pickup",
    /// It is brought to a table.
    DineIn = "dine-in",
    /// It is brought to an address.
    Delivery = "delivery",
}

words! {
    /// What kind of picture is taken: what every browser shows, and what cannot hold scripts.
    MediaType, "a type of picture taken here";
    /// WebP (RFC 9649).
    Webp = "image/webp",
    /// JPEG.
    Jpeg = "image/jpeg",
    /// PNG.
    Png = "image/png",
}

impl Default for Language {
    /// What a menu is in unless told.
    fn default() -> Self {
        Self::English
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_allergens_are_the_fourteen_of_the_regulation() {
        assert_eq!(Allergen::ALL.len(), 14);
    }

    #[test]
    fn every_word_reads_back_and_another_names_what_was_expected() {
        for diet in Diet::ALL {
            assert_eq!(diet.as_str().parse(), Ok(*diet));
        }
        let refusal = "Milk".parse::<Allergen>().expect_err("capitals are another word");
        assert!(refusal.starts_with("\"Milk\" is not an allergen: expected one of gluten"));
    }
}
