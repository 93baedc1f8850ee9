//! A whole location from a TOML file.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{Currency, Timestamp};
use toml::de::DeTable;

use super::FileFault;
use super::fields::Fields;
use super::ordering::ordering_of;
use super::price;
use super::reading::Reading;
use super::translations::translations_of;
use crate::domain::{
    Category, Coordinates, Fault, Language, Location, Menu, MenuOption, OpeningHours, OptionGroup,
    Ordering, Pace, Product, StockItem, StockItemId, Switch, check_location, check_menu,
};
use crate::word::zone;

/// What a file holds, without faults.
#[derive(Debug)]
pub(crate) struct MenuFile {
    pub(crate) location: Location,
    pub(crate) menu: Menu,
    /// How much is there of each item that says so.
    pub(crate) levels: BTreeMap<StockItemId, i64>,
}

/// Largest file read, in bytes: twice what a menu may have as JSON.
const FILE_BYTES_MAX: usize = 800_000;
/// The number of the format this program reads and writes.
pub(super) const FORMAT: i64 = 1;
/// Most of one item; as when it is counted by hand.
const LEVEL_MAX: i64 = 1_000_000;

/// The days of the week as files write them, from Monday.
pub(super) const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Reads a file, or finds every fault of it.
pub(crate) fn read_menu_file(text: &str) -> Result<MenuFile, Vec<FileFault>> {
    if text.len() > FILE_BYTES_MAX {
        let detail =
            format!("the file has {} bytes: expected at most {FILE_BYTES_MAX}", text.len());
        return Err(vec![FileFault { line: 1, field: String::new(), detail }]);
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reading = Reading::of(text);
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        reading.fault(error.span().map_or(0, |span| span.start), "", error.message());
    }
    if !errors.is_empty() {
        return Err(reading.places.merge(reading.faults, &[]));
    }
    let mut fields = Fields::of(&mut reading, document.get_ref(), 0, String::new());
    let (location, menu, levels) = document_of(&mut fields);
    fields.finish();

    let Reading { faults, places, .. } = reading;
    let of_location = check_location(&location).into_iter().map(|fault| Fault {
        pointer: format!("/location{}", fault.pointer),
        detail: fault.detail,
    });
    let of_menu = check_menu(&menu, &location.tax_rates);
    let rules: Vec<Fault> = of_location.chain(of_menu).collect();
    let faults = places.merge(faults, &rules);
    if faults.is_empty() { Ok(MenuFile { location, menu, levels }) } else { Err(faults) }
}

fn document_of(fields: &mut Fields<'_, '_>) -> (Location, Menu, BTreeMap<StockItemId, i64>) {
    match fields.number::<i64>("format") {
        Some(FORMAT) => {}
        Some(other) => fields.fault("format", format!("is {other}: expected {FORMAT}")),
        None => fields.fault("format", format!("is missing: expected format = {FORMAT}")),
    }
    let location = fields.table("location", |fields| {
        let location = location_of(fields);
        fields.finish();
        location
    });
    let location = location.unwrap_or_else(|| {
        fields.fault("location", "is missing: expected a table [location]");
        nowhere(fields)
    });
    let currency = location.currency;
    let categories = fields.tables("categories", category_of);
    let option_groups = fields.tables("option_groups", |fields| group_of(fields, currency));
    let mut levels = BTreeMap::new();
    let stock_items = fields.tables("stock_items", |fields| {
        let (item, level) = stock_item_of(fields);
        levels.extend(level.map(|level| (item.id.clone(), level)));
        item
    });
    let products = fields.tables("products", |fields| product_of(fields, currency));
    let menu = Menu {
        location: location.id.clone(),
        currency,
        language: location.language,
        categories,
        products,
        option_groups,
        stock_items,
    };
    (location, menu, levels)
}

fn location_of(fields: &mut Fields<'_, '_>) -> Location {
    Location {
        id: fields.id("id"),
        name: fields.text("name").to_owned(),
        time_zone: fields.parsed("time_zone", TimeZone::UTC, zone::parse),
        currency: fields.parsed("currency", Currency::EUR, |code| {
            code.parse().map_err(|error: kernel::MoneyError| error.to_string())
        }),
        prices_include_tax: fields.flag("prices_include_tax", true),
        tax_rates: fields.table("tax_rates", tax_rates_of).unwrap_or_default(),
        hours: fields.table("hours", hours_of).unwrap_or_default(),
        switch: Switch::Auto,
        preparation_minutes: fields.number("preparation_minutes").unwrap_or(10),
        ordering: fields.table("ordering", ordering_of).unwrap_or_default(),
        address: fields.texts("address").into_iter().map(|(_, line)| line.to_owned()).collect(),
        coordinates: fields.table("coordinates", coordinates_of),
        phone: fields.optional_text("phone").map(str::to_owned),
        language: fields.optional_parsed("language", str::parse).unwrap_or_default(),
        pace: Pace::default(),
    }
}

/// Stands in for a location that is missing, so that the rest is read all the same.
fn nowhere(fields: &mut Fields<'_, '_>) -> Location {
    Location {
        id: fields.reading.id(0, "location", "missing"),
        name: "missing".to_owned(),
        time_zone: TimeZone::UTC,
        currency: Currency::EUR,
        prices_include_tax: true,
        tax_rates: BTreeMap::new(),
        hours: OpeningHours::default(),
        switch: Switch::Auto,
        preparation_minutes: 10,
        ordering: Ordering::default(),
        address: Vec::new(),
        coordinates: None,
        phone: None,
        language: Language::default(),
        pace: Pace::default(),
    }
}

fn coordinates_of(fields: &mut Fields<'_, '_>) -> Coordinates {
    let (latitude, longitude) = (fields.decimal("latitude"), fields.decimal("longitude"));
    fields.finish();
    Coordinates::rounded(latitude, longitude)
}

fn tax_rates_of(fields: &mut Fields<'_, '_>) -> BTreeMap<String, u32> {
    let mut rates = BTreeMap::new();
    for (offset, class, text) in fields.all_texts() {
        let rate = price::read_percent(text).unwrap_or_else(|detail| {
            fields.reading.fault(offset, class, detail);
            0
        });
        rates.insert(class.to_owned(), rate);
    }
    rates
}

fn hours_of(fields: &mut Fields<'_, '_>) -> OpeningHours {
    let week = WEEKDAYS.map(|day| fields.words(day));
    let exceptions = fields.table("exceptions", |fields| {
        let mut exceptions = BTreeMap::new();
        for (offset, date, ranges) in fields.all_words() {
            match date.parse::<Date>() {
                Ok(date) => {
                    exceptions.insert(date, ranges);
                }
                Err(_) => fields.reading.fault(offset, date, "is not a date such as 2026-12-24"),
            }
        }
        exceptions
    });
    fields.finish();
    OpeningHours { week, exceptions: exceptions.unwrap_or_default() }
}

fn category_of(fields: &mut Fields<'_, '_>) -> Category {
    Category {
        id: fields.id("id"),
        name: fields.text("name").to_owned(),
        description: fields.optional_text("description").unwrap_or_default().to_owned(),
        translations: translations_of(fields),
    }
}

fn stock_item_of(fields: &mut Fields<'_, '_>) -> (StockItem, Option<i64>) {
    let item = StockItem {
        id: fields.id("id"),
        name: fields.text("name").to_owned(),
        unit: fields.optional_text("unit").unwrap_or("piece").to_owned(),
    };
    let level = fields.number::<i64>("level");
    if let Some(level) = level.filter(|level| !(0..=LEVEL_MAX).contains(level)) {
        fields.fault("level", format!("is {level}: expected 0 to {LEVEL_MAX}"));
    }
    (item, level)
}

fn group_of(fields: &mut Fields<'_, '_>, currency: Currency) -> OptionGroup {
    OptionGroup {
        id: fields.id("id"),
        name: fields.text("name").to_owned(),
        translations: translations_of(fields),
        min: fields.number("min").unwrap_or(0),
        max: fields.number("max").unwrap_or(1),
        options: fields.tables("options", |fields| option_of(fields, currency)),
    }
}

fn option_of(fields: &mut Fields<'_, '_>, currency: Currency) -> MenuOption {
    MenuOption {
        id: fields.id("id"),
        name: fields.text("name").to_owned(),
        translations: translations_of(fields),
        price_difference_minor: fields
            .optional_parsed("price_difference", |text| price::read(text, currency))
            .unwrap_or(0),
        allergens: fields.words("allergens"),
        stock_item: fields.optional_id("stock_item"),
        available: fields.flag("available", true),
        sold_out_until: sold_out_until(fields),
        default: fields.flag("default", false),
        max_quantity: fields.number("max_quantity").unwrap_or(1),
    }
}

fn product_of(fields: &mut Fields<'_, '_>, currency: Currency) -> Product {
    Product {
        id: fields.id("id"),
        category: fields.id("category"),
        name: fields.text("name").to_owned(),
        description: fields.optional_text("description").unwrap_or_default().to_owned(),
        translations: translations_of(fields),
        price_minor: fields.parsed("price", 0, |text| price::read(text, currency)),
        tax_class: fields.optional_text("tax_class").unwrap_or("standard").to_owned(),
        allergens: fields.words("allergens"),
        diets: fields.words("diets"),
        option_groups: fields.ids("option_groups"),
        stock_item: fields.optional_id("stock_item"),
        station: fields.optional_text("station").unwrap_or("bar").to_owned(),
        available: fields.flag("available", true),
        sold_out_until: sold_out_until(fields),
        image: fields.optional_text("image").map(str::to_owned),
    }
}

fn sold_out_until(fields: &mut Fields<'_, '_>) -> Option<Timestamp> {
    fields.optional_parsed("sold_out_until", |text| {
        text.parse().map_err(|_| {
            let text: String = text.chars().take(40).collect();
            format!("\"{text}\" is not an instant: expected such as \"2026-11-30T12:00:00Z\"")
        })
    })
}

#[cfg(test)]
#[path = "toml_tests.rs"]
mod tests;
