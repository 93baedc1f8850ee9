//! Texts of a menu in other languages than its own.

use std::collections::BTreeMap;

use super::check_menu::DESCRIPTION_CHARS_MAX;
use super::fault::{Faults, NAME_CHARS_MAX};
use super::menu::Menu;
use super::words::Language;

/// The texts of an entry of a menu in other languages.
pub type Translations = BTreeMap<Language, Text>;

/// The texts of an entry of a menu in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// What guests read; at most 80 characters.
    pub name: String,
    /// More words; at most 500 characters. Where there are none the entry's own are read. Option
    /// groups and options have none.
    pub description: String,
}

impl Menu {
    /// Every language it has texts in: its own first, then the others.
    pub fn languages(&self) -> Vec<Language> {
        let of_menu = self.categories.iter().map(|category| &category.translations);
        let of_products = self.products.iter().map(|product| &product.translations);
        let of_groups = self.option_groups.iter().flat_map(|group| {
            let of_options = group.options.iter().map(|option| &option.translations);
            of_options.chain([&group.translations])
        });
        let texts: Vec<&Translations> = of_menu.chain(of_products).chain(of_groups).collect();
        let others = Language::ALL.iter().copied().filter(|language| {
            *language != self.language && texts.iter().any(|texts| texts.contains_key(language))
        });
        [self.language].into_iter().chain(others).collect()
    }

    /// The menu with its texts in `language` where there are any and its own where there are none,
    /// without translations.
    pub(crate) fn in_language(&self, language: Language) -> Self {
        let mut menu = self.clone();
        for category in &mut menu.categories {
            let translations = std::mem::take(&mut category.translations);
            say(language, translations, &mut category.name, Some(&mut category.description));
        }
        for product in &mut menu.products {
            let translations = std::mem::take(&mut product.translations);
            say(language, translations, &mut product.name, Some(&mut product.description));
        }
        for group in &mut menu.option_groups {
            say(language, std::mem::take(&mut group.translations), &mut group.name, None);
            for option in &mut group.options {
                say(language, std::mem::take(&mut option.translations), &mut option.name, None);
            }
        }
        menu
    }
}

/// Puts what `translations` say in `language`, if anything, in place of an entry's own texts.
fn say(
    language: Language,
    mut translations: Translations,
    name: &mut String,
    description: Option<&mut String>,
) {
    let Some(text) = translations.remove(&language) else { return };
    *name = text.name;
    if let Some(description) = description.filter(|_| !text.description.is_empty()) {
        *description = text.description;
    }
}

/// Notes every fault of the translations of an entry whose own texts are in `own`.
pub(super) fn check(
    faults: &mut Faults,
    translations: &Translations,
    own: Language,
    is_described: bool,
) {
    faults.within("translations", |faults| {
        for (language, text) in translations {
            if *language == own {
                faults.add(language, "is the menu's own language: its texts stand in the entry");
                continue;
            }
            faults.within(language, |faults| {
                faults.line("name", &text.name, NAME_CHARS_MAX);
                if is_described {
                    faults.optional_line("description", &text.description, DESCRIPTION_CHARS_MAX);
                } else if !text.description.is_empty() {
                    faults.add("description", "has no place here: it has a name only");
                }
            });
        }
    });
}

#[cfg(test)]
mod tests {
    use super::super::{check_menu, samples};
    use super::*;

    fn text(name: &str, description: &str) -> Text {
        Text { name: name.to_owned(), description: description.to_owned() }
    }

    #[test]
    fn a_menu_says_in_a_language_what_it_can_and_the_rest_in_its_own() {
        let mut menu = samples::menu();
        menu.products[0].description = "Two shots".to_owned();
        menu.products[0].translations.insert(Language::French, text("Café blanc", ""));
        menu.categories[1]
            .translations
            .insert(Language::French, text("Viennoiseries", "Au beurre"));
        menu.option_groups[0].translations.insert(Language::German, text("Milch", ""));
        menu.option_groups[0].options[1].translations.insert(Language::French, text("Avoine", ""));
        assert_eq!(menu.languages(), [Language::English, Language::German, Language::French]);

        let french = menu.in_language(Language::French);
        let product = &french.products[0];
        assert_eq!((&*product.name, &*product.description), ("Café blanc", "Two shots"));
        let category = &french.categories[1];
        assert_eq!((&*category.name, &*category.description), ("Viennoiseries", "Au beurre"));
        assert_eq!(french.option_groups[0].name, "milk");
        assert_eq!(french.option_groups[0].options[1].name, "Avoine");
        assert_eq!(french.languages(), [Language::English], "no translation is left");
        assert_eq!(french.products[1], menu.products[1]);
    }

    #[test]
    fn a_translation_keeps_to_the_limits_of_what_it_translates() {
        let mut menu = samples::menu();
        let long = "x".repeat(501);
        menu.products[0].translations = Translations::from([
            (Language::English, text("Flat white", "")),
            (Language::German, text("", &long)),
        ]);
        menu.option_groups[0].translations.insert(Language::Arabic, text("حليب", "لا"));
        menu.option_groups[0].options[0].translations.insert(Language::Italian, text("a\nb", ""));
        let found = check_menu(&menu, &samples::location().tax_rates);
        let mut found: Vec<_> = found.iter().map(|fault| fault.pointer.as_str()).collect();
        found.sort_unstable();
        let expected = [
            "/option_groups/0/options/0/translations/it/name",
            "/option_groups/0/translations/ar/description",
            "/products/0/translations/de/description",
            "/products/0/translations/de/name",
            "/products/0/translations/en",
        ];
        assert_eq!(found, expected);
    }
}
