//! Menus as files: TOML for a whole location, CSV for the products alone.
//!
//! The format is described in `docs/menu-format.md`. Reading finds every fault of a file, each with
//! its line; nothing here touches the store.

mod csv;
mod fields;
mod open_tables;
mod ordering;
mod places;
mod price;
mod reading;
mod toml_reader;
mod toml_writer;
mod translations;

use std::fmt;

pub(crate) use self::csv::{read_products, write_products};
pub(crate) use self::toml_reader::{MenuFile, read_menu_file};
pub(crate) use self::toml_writer::write_menu_file;

/// One thing that is wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileFault {
    /// The line, from 1.
    pub line: usize,
    /// The field as the file calls it; empty where it is none.
    pub field: String,
    /// What is wrong and what was expected.
    pub detail: String,
}

impl fmt::Display for FileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: ", self.line)?;
        if !self.field.is_empty() {
            write!(f, "{}: ", self.field)?;
        }
        f.write_str(&self.detail)
    }
}
