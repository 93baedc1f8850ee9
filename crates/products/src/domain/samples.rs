//! A small shop for tests: two categories, two products, two option groups, one stock item.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use kernel::{Currency, LocationId, Timestamp};

use super::*;

pub(crate) fn id<K: kernel::IdKind>(suffix: &str) -> kernel::Id<K> {
    kernel::Id::from_suffix(suffix).expect("a good suffix")
}

pub(crate) fn location_id() -> LocationId {
    id("here")
}

pub(crate) fn location() -> Location {
    Location {
        id: location_id(),
        name: "Here".to_owned(),
        time_zone: TimeZone::get("Europe/Berlin").expect("in the IANA database"),
        currency: Currency::EUR,
        prices_include_tax: true,
        tax_rates: BTreeMap::from([("standard".to_owned(), 1_900), ("reduced".to_owned(), 700)]),
        hours: OpeningHours::always(),
        switch: Switch::Auto,
        preparation_minutes: 10,
        ordering: Ordering::default(),
        address: vec!["Main Street 1".to_owned()],
        coordinates: Some(Coordinates::rounded(52.52, 13.405)),
        phone: Some("+49 30 1234567".to_owned()),
        language: Language::English,
        pace: Pace::default(),
    }
}

pub(crate) fn option(suffix: &str, price_difference_minor: i64) -> MenuOption {
    MenuOption {
        id: id(suffix),
        name: suffix.to_owned(),
        translations: Translations::new(),
        price_difference_minor,
        allergens: Vec::new(),
        stock_item: None,
        available: true,
        sold_out_until: None,
        default: false,
        max_quantity: 1,
    }
}

pub(crate) fn group(suffix: &str, min: u32, max: u32, options: &[(&str, i64)]) -> OptionGroup {
    let options = options.iter().map(|(suffix, difference)| option(suffix, *difference)).collect();
    let (name, translations) = (suffix.to_owned(), Translations::new());
    OptionGroup { id: id(suffix), name, translations, min, max, options }
}

pub(crate) fn product(suffix: &str, category: &str, price_minor: i64) -> Product {
    Product {
        id: id(suffix),
        category: id(category),
        name: suffix.to_owned(),
        description: String::new(),
        translations: Translations::new(),
        price_minor,
        tax_class: "standard".to_owned(),
        allergens: Vec::new(),
        diets: vec![Diet::Vegetarian],
        option_groups: Vec::new(),
        stock_item: None,
        station: "bar".to_owned(),
        available: true,
        sold_out_until: None,
        image: None,
    }
}

pub(crate) fn category(suffix: &str) -> Category {
    Category {
        id: id(suffix),
        name: suffix.to_owned(),
        description: String::new(),
        translations: Translations::new(),
    }
}

pub(crate) fn menu() -> Menu {
    let mut menu = Menu::empty(location_id(), Currency::EUR, Language::English);
    menu.categories = vec![category("coffee"), category("pastry")];
    menu.option_groups = vec![
        group("milk", 1, 1, &[("whole-milk", 0), ("oat-milk", 50)]),
        group("size", 1, 1, &[("small", 0), ("large", 60)]),
    ];
    menu.stock_items = vec![StockItem {
        id: id("croissant"),
        name: "Croissant".to_owned(),
        unit: "piece".to_owned(),
    }];
    menu.products = vec![product("flat-white", "coffee", 350), product("croissant", "pastry", 220)];
    menu.products[0].option_groups = vec![id("milk"), id("size")];
    menu.products[0].allergens = vec![Allergen::Milk];
    menu.products[1].stock_item = Some(id("croissant"));
    menu
}

/// The menu with texts in French and German, and what is sold out until a time.
pub(crate) fn translated_menu() -> Menu {
    let text = |name: &str, description: &str| Text {
        name: name.to_owned(),
        description: description.to_owned(),
    };
    let mut menu = menu();
    let (french, german) = (Language::French, Language::German);
    menu.products[0].translations.insert(french, text("Café \"blanc\"", "Deux doses"));
    menu.products[0].translations.insert(german, text("Flat White", ""));
    menu.categories[1].translations.insert(french, text("Viennoiseries", ""));
    menu.option_groups[0].translations.insert(german, text("Milch", ""));
    menu.option_groups[0].options[1].translations.insert(german, text("Hafermilch", ""));
    menu.products[0].available = false;
    menu.products[0].sold_out_until = Some(Timestamp::MAX);
    menu.option_groups[0].options[1].available = false;
    menu.option_groups[0].options[1].sold_out_until = Some(Timestamp::MAX);
    menu
}
