//! A whole location as a TOML file that reads back as the same.

use std::collections::BTreeMap;
use std::fmt::{Display, Write};

use kernel::Timestamp;
use toml::Value;

use super::price;
use super::toml_reader::{FORMAT, WEEKDAYS};
use crate::domain::{
    Coordinates, Location, Menu, MenuOption, OptionGroup, Ordering, Product, StockItem,
    StockItemId, Text, TimeRange, Translations,
};

/// Writes a location, its menu and how much is there of each item.
pub(crate) fn write_menu_file(
    location: &Location,
    menu: &Menu,
    levels: &BTreeMap<StockItemId, i64>,
) -> String {
    let mut file = File(String::from("# The format is described in docs/menu-format.md.\n"));
    file.value("format", FORMAT);
    file.location(location);
    for category in &menu.categories {
        file.head("[[categories]]");
        file.text("id", category.id.suffix());
        file.text("name", &category.name);
        file.text_unless("description", &category.description, "");
        file.translations("categories", &category.translations);
    }
    for group in &menu.option_groups {
        file.group(group, menu);
    }
    for item in &menu.stock_items {
        file.stock_item(item, levels.get(&item.id).copied());
    }
    for product in &menu.products {
        file.product(product, menu);
    }
    file.0
}

struct File(String);

impl File {
    fn line(&mut self, line: impl Display) {
        writeln!(self.0, "{line}").expect("a String takes everything");
    }

    fn head(&mut self, head: &str) {
        self.line(format_args!("\n{head}"));
    }

    fn value(&mut self, key: &str, value: impl Display) {
        self.line(format_args!("{key} = {value}"));
    }

    fn text(&mut self, key: &str, text: &str) {
        self.value(key, quoted(text));
    }

    fn text_unless(&mut self, key: &str, text: &str, usual: &str) {
        if text != usual {
            self.text(key, text);
        }
    }

    fn list<T: Display>(&mut self, key: &str, entries: impl IntoIterator<Item = T>) {
        let entries: Vec<String> = entries.into_iter().map(quoted).collect();
        if !entries.is_empty() {
            self.value(key, format_args!("[{}]", entries.join(", ")));
        }
    }

    fn ranges(&mut self, key: &str, ranges: &[TimeRange]) {
        let ranges: Vec<String> = ranges.iter().map(quoted).collect();
        self.value(key, format_args!("[{}]", ranges.join(", ")));
    }

    /// The texts of an entry of `list` in other languages, a line a language.
    fn translations(&mut self, list: &str, translations: &Translations) {
        if translations.is_empty() {
            return;
        }
        self.head(&format!("[{list}.translations]"));
        for (language, Text { name, description }) in translations {
            let name = quoted(name);
            let texts = match description.as_str() {
                "" => format!("{{ name = {name} }}"),
                _ => format!("{{ name = {name}, description = {} }}", quoted(description)),
            };
            self.value(language.as_str(), texts);
        }
    }

    fn sold_out(&mut self, available: bool, until: Option<Timestamp>) {
        if !available {
            self.value("available", false);
        }
        if let Some(until) = until {
            self.text("sold_out_until", &until.to_string());
        }
    }

    fn location(&mut self, location: &Location) {
        self.head("[location]");
        self.text("id", location.id.suffix());
        self.text("name", &location.name);
        self.text("time_zone", location.time_zone_name());
        self.text("currency", location.currency.code());
        self.text("language", location.language.as_str());
        self.value("prices_include_tax", location.prices_include_tax);
        self.value("preparation_minutes", location.preparation_minutes);
        self.list("address", &location.address);
        if let Some(Coordinates { latitude, longitude }) = location.coordinates {
            let place = format_args!("{{ latitude = {latitude}, longitude = {longitude} }}");
            self.value("coordinates", place);
        }
        if let Some(phone) = &location.phone {
            self.text("phone", phone);
        }
        self.ordering(&location.ordering);
        self.head("[location.tax_rates]");
        for (class, rate) in &location.tax_rates {
            self.text(class, &price::write_percent(*rate));
        }
        self.head("[location.hours]");
        for (day, ranges) in WEEKDAYS.iter().zip(&location.hours.week) {
            self.ranges(day, ranges);
        }
        if !location.hours.exceptions.is_empty() {
            self.head("[location.hours.exceptions]");
            for (date, ranges) in &location.hours.exceptions {
                self.ranges(&date.to_string(), ranges);
            }
        }
    }

    fn ordering(&mut self, ordering: &Ordering) {
        if *ordering == Ordering::default() {
            return;
        }
        self.head("[location.ordering]");
        self.list("fulfilments", &ordering.fulfilments);
        if let Some(max) = ordering.open_orders_max {
            self.value("open_orders_max", max);
        }
        if let Some(max) = ordering.open_orders_per_customer_max {
            self.value("open_orders_per_customer_max", max);
        }
        self.value("order_wait_s", ordering.order_wait_s);
        self.value("barista_wait_s", ordering.barista_wait_s);
        self.value("handover_wait_s", ordering.handover_wait_s);
        if let Some(codes) = &ordering.qr_codes {
            self.head("[location.ordering.qr_codes]");
            self.value("tokens", codes.tokens);
            self.value("minutes", codes.minutes);
        }
    }

    fn group(&mut self, group: &OptionGroup, menu: &Menu) {
        self.head("[[option_groups]]");
        self.text("id", group.id.suffix());
        self.text("name", &group.name);
        self.value("min", group.min);
        self.value("max", group.max);
        self.translations("option_groups", &group.translations);
        for option in &group.options {
            self.option(option, menu);
        }
    }

    fn option(&mut self, option: &MenuOption, menu: &Menu) {
        self.head("[[option_groups.options]]");
        self.text("id", option.id.suffix());
        self.text("name", &option.name);
        if option.price_difference_minor != 0 {
            let difference = price::write(option.price_difference_minor, menu.currency);
            self.text("price_difference", &difference);
        }
        self.list("allergens", &option.allergens);
        if let Some(item) = &option.stock_item {
            self.text("stock_item", item.suffix());
        }
        if option.default {
            self.value("default", true);
        }
        if option.max_quantity != 1 {
            self.value("max_quantity", option.max_quantity);
        }
        self.sold_out(option.available, option.sold_out_until);
        self.translations("option_groups.options", &option.translations);
    }

    fn stock_item(&mut self, item: &StockItem, level: Option<i64>) {
        self.head("[[stock_items]]");
        self.text("id", item.id.suffix());
        self.text("name", &item.name);
        self.text_unless("unit", &item.unit, "piece");
        if let Some(level) = level {
            self.value("level", level);
        }
    }

    fn product(&mut self, product: &Product, menu: &Menu) {
        self.head("[[products]]");
        self.text("id", product.id.suffix());
        self.text("category", product.category.suffix());
        self.text("name", &product.name);
        self.text_unless("description", &product.description, "");
        self.text("price", &price::write(product.price_minor, menu.currency));
        self.text_unless("tax_class", &product.tax_class, "standard");
        self.list("allergens", &product.allergens);
        self.list("diets", &product.diets);
        self.list("option_groups", product.option_groups.iter().map(kernel::Id::suffix));
        if let Some(item) = &product.stock_item {
            self.text("stock_item", item.suffix());
        }
        self.text_unless("station", &product.station, "bar");
        self.sold_out(product.available, product.sold_out_until);
        if let Some(image) = &product.image {
            self.text("image", image);
        }
        self.translations("products", &product.translations);
    }
}

fn quoted(text: impl Display) -> String {
    Value::String(text.to_string()).to_string()
}
