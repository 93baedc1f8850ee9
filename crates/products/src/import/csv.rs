//! The products of a menu as CSV, for owners who live in spreadsheets.
//!
//! A row is a product. What belongs to all products (categories, option groups, stock items) is
//! named by id and stays as it is in the menu. What there is no column for, texts in other
//! languages and until when something has sold out, is left out; whoever imports keeps what the
//! menu has.

use std::fmt::Display;
use std::str::FromStr;

use csv::{ReaderBuilder, StringRecord, WriterBuilder};
use kernel::Currency;

use super::FileFault;
use super::places::Places;
use super::price;
use crate::domain::{Menu, Product, Translations};

const COLUMNS: [&str; 13] = [
    "id",
    "category",
    "name",
    "description",
    "price",
    "tax_class",
    "allergens",
    "diets",
    "option_groups",
    "stock_item",
    "station",
    "available",
    "image",
];
const REQUIRED: [&str; 4] = ["id", "category", "name", "price"];
/// Largest file read, in bytes.
const FILE_BYTES_MAX: usize = 800_000;
/// Most rows looked at; the rules allow fewer products.
const ROWS_MAX: usize = 1_000;

/// Reads the products of a file, or finds every row that does not read.
pub(crate) fn read_products(
    text: &str,
    currency: Currency,
) -> Result<(Vec<Product>, Places), Vec<FileFault>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut faults = Vec::new();
    if text.len() > FILE_BYTES_MAX {
        faults.push(whole(format!("has {} bytes: expected at most {FILE_BYTES_MAX}", text.len())));
        return Err(faults);
    }
    // Where a comma is the decimal sign, spreadsheets separate columns by semicolons.
    let head = text.lines().next().unwrap_or_default();
    let delimiter = if head.contains(';') && !head.contains(',') { b';' } else { b',' };
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    check_header(&header, &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    let (mut products, mut places) = (Vec::new(), Places::default());
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                faults.push(whole(format!("is not CSV: {error}")));
                break;
            }
        };
        let line = record
            .position()
            .map_or(1, |position| usize::try_from(position.line()).unwrap_or(usize::MAX));
        if products.len() == ROWS_MAX {
            let detail = format!("is row {ROWS_MAX} and more: expected fewer");
            faults.push(FileFault { line, field: String::new(), detail });
            break;
        }
        places.note(format!("/products/{}", products.len()), line);
        let mut row = Row { header: &header, record: &record, line, faults: &mut faults };
        products.extend(row.product(currency));
    }
    if faults.is_empty() { Ok((products, places)) } else { Err(faults) }
}

fn whole(detail: String) -> FileFault {
    FileFault { line: 1, field: "file".to_owned(), detail }
}

fn check_header(header: &StringRecord, faults: &mut Vec<FileFault>) {
    let mut fault = |field: &str, detail: String| {
        faults.push(FileFault { line: 1, field: field.to_owned(), detail });
    };
    for (place, name) in header.iter().enumerate() {
        if !COLUMNS.contains(&name) {
            fault(name, format!("is not a column: expected some of {}", COLUMNS.join(", ")));
        } else if header.iter().position(|other| other == name) != Some(place) {
            fault(name, "stands twice".to_owned());
        }
    }
    for name in REQUIRED {
        if !header.iter().any(|column| column == name) {
            fault(name, "is missing: expected such a column".to_owned());
        }
    }
}

struct Row<'a> {
    header: &'a StringRecord,
    record: &'a StringRecord,
    line: usize,
    faults: &'a mut Vec<FileFault>,
}

impl Row<'_> {
    /// The product of this row; `None` after a fault.
    fn product(&mut self, currency: Currency) -> Option<Product> {
        if self.record.len() != self.header.len() {
            let (found, expected) = (self.record.len(), self.header.len());
            self.fault("", format!("has {found} columns: expected {expected}"));
            return None;
        }
        // Every field is read before the first that failed ends the row, so all faults are found.
        let id = self.read("id", id_of);
        let category = self.read("category", id_of);
        let price_minor = self.read("price", |text| price::read(text, currency));
        let allergens = self.read("allergens", words);
        let diets = self.read("diets", words);
        let option_groups =
            self.read("option_groups", |text| text.split_whitespace().map(id_of).collect());
        let stock_item = self.read("stock_item", |text| optional(text).map(id_of).transpose());
        let available = self.read("available", flag);
        Some(Product {
            id: id?,
            category: category?,
            name: self.text("name").to_owned(),
            description: self.text("description").to_owned(),
            translations: Translations::new(),
            price_minor: price_minor?,
            tax_class: optional(self.text("tax_class")).unwrap_or("standard").to_owned(),
            allergens: allergens?,
            diets: diets?,
            option_groups: option_groups?,
            stock_item: stock_item?,
            station: optional(self.text("station")).unwrap_or("bar").to_owned(),
            available: available?,
            sold_out_until: None,
            image: optional(self.text("image")).map(str::to_owned),
        })
    }

    fn text(&self, column: &str) -> &str {
        let place = self.header.iter().position(|name| name == column);
        place.and_then(|place| self.record.get(place)).unwrap_or_default().trim()
    }

    fn read<T>(&mut self, column: &str, read: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        match read(self.text(column)) {
            Ok(value) => Some(value),
            Err(detail) => {
                self.fault(column, detail);
                None
            }
        }
    }

    fn fault(&mut self, field: &str, detail: String) {
        self.faults.push(FileFault { line: self.line, field: field.to_owned(), detail });
    }
}

fn id_of<K: kernel::IdKind>(suffix: &str) -> Result<kernel::Id<K>, String> {
    kernel::Id::from_suffix(suffix).map_err(|_| {
        let suffix: String = suffix.chars().take(40).collect();
        format!("\"{suffix}\" is not an id: expected 1 to 64 of a-z, 0-9 and hyphens")
    })
}

fn optional(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn words<T: FromStr<Err: Display>>(text: &str) -> Result<Vec<T>, String> {
    text.split_whitespace().map(|word| word.parse().map_err(|e: T::Err| e.to_string())).collect()
}

fn flag(text: &str) -> Result<bool, String> {
    match text.to_ascii_lowercase().as_str() {
        "" | "yes" | "true" => Ok(true),
        "no" | "false" => Ok(false),
        _ => Err("expected yes or no".to_owned()),
    }
}

/// Writes the products of a menu.
pub(crate) fn write_products(menu: &Menu) -> String {
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    let joined = |words: Vec<&str>| words.join(" ");
    let in_memory = "writing to memory does not fail";
    writer.write_record(COLUMNS).expect(in_memory);
    for product in &menu.products {
        let row: [&str; COLUMNS.len()] = [
            product.id.suffix(),
            product.category.suffix(),
            &product.name,
            &product.description,
            &price::write(product.price_minor, menu.currency),
            &product.tax_class,
            &joined(product.allergens.iter().map(|allergen| allergen.as_str()).collect()),
            &joined(product.diets.iter().map(|diet| diet.as_str()).collect()),
            &joined(product.option_groups.iter().map(kernel::Id::suffix).collect()),
            product.stock_item.as_ref().map_or("", kernel::Id::suffix),
            &product.station,
            if product.available { "yes" } else { "no" },
            product.image.as_deref().unwrap_or_default(),
        ];
        writer.write_record(row).expect(in_memory);
    }
    let bytes = writer.into_inner().expect(in_memory);
    String::from_utf8(bytes).expect("every field is text")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::samples;

    #[test]
    fn what_is_written_reads_back() {
        let mut menu = samples::menu();
        menu.products[0].name = "Flat \"white\", double".to_owned();
        menu.products[1].available = false;
        menu.products[1].image = Some("/images/croissant.webp".to_owned());
        let (products, _) = read_products(&write_products(&menu), menu.currency).expect("our own");
        assert_eq!(products, menu.products);
    }

    #[test]
    fn every_fault_has_its_line_and_column() {
        let text = "id,category,name,price,allergens,available\n\
                    tea,coffee,Tea,2.50,,\n\
                    Tea,coffee,\"Tea\nfor two\",two,tea,perhaps\n\
                    cake,coffee\n";
        let faults = read_products(text, Currency::EUR).expect_err("four faults");
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(faults.len(), 5, "{faults:#?}");
        assert!(faults[0].starts_with("line 3: id: \"Tea\" is not an id"), "{faults:#?}");
        assert!(faults[1].starts_with("line 3: price: \"two\" is not a price"), "{faults:#?}");
        assert!(faults[2].starts_with("line 3: allergens: \"tea\" is not"), "{faults:#?}");
        assert_eq!(faults[3], "line 3: available: expected yes or no");
        assert_eq!(faults[4], "line 5: has 2 columns: expected 6");
    }

    #[test]
    fn columns_may_be_separated_by_semicolons_and_unknown_ones_are_refused() {
        let text = "\u{feff}id;category;name;price\ntea;coffee;Tea, hot;2.50\n";
        let (products, _) = read_products(text, Currency::EUR).expect("a spreadsheet's");
        assert_eq!(products[0].name, "Tea, hot");
        let faults = read_products("id,name,colour,id\n", Currency::EUR).expect_err("a header");
        let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(fields, ["colour", "id", "category", "price"]);
    }
}
