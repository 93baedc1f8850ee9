//! Why this context did not do what it was asked.

use std::fmt::Write;

use kernel::{Class, Coded, Field, LocationId};

use crate::domain::{Entry, Fault, PictureId, Refusal, StockItemId};
use crate::import::FileFault;

/// Why this context did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such location.
    #[error("there is no location {0}")]
    NoSuchLocation(LocationId),
    /// The menu has no such entry.
    #[error("the menu has no {0}")]
    NoSuchEntry(Entry),
    /// It exists already.
    #[error("there is a {0} already")]
    Exists(Entry),
    /// Something still refers to it.
    #[error("{entry} cannot go: {by} uses it")]
    InUse {
        /// What was to go.
        entry: Entry,
        /// What refers to it.
        by: String,
    },
    /// The input is wrong; each fault with its place.
    #[error("{}", sentence(.0))]
    Invalid(Vec<Fault>),
    /// The currency of a location never changes, because old orders and new prices would mix.
    #[error("the currency of {0} is fixed; make another location instead")]
    CurrencyFixed(LocationId),
    /// It has changed since the caller read it.
    #[error("it has changed since you read it; read it again and repeat your change")]
    ChangedMeanwhile,
    /// The menu would be larger than a record may be.
    #[error("the menu would be {bytes} bytes, more than {max}: shorten texts or split it")]
    MenuTooLarge {
        /// Its size as JSON.
        bytes: usize,
        /// The limit.
        max: usize,
    },
    /// Less is there than was asked for.
    #[error("not enough left of {}", list(.0))]
    OutOfStock(Vec<StockItemId>),
    /// The order's stock was given back already and cannot be held again.
    #[error("the stock of this order was given back and cannot be held again")]
    ReservationReleased,
    /// Stock would fall below nothing.
    #[error("{item} has {level} left; {delta} cannot be added to it")]
    StockBelowZero {
        /// What would.
        item: StockItemId,
        /// What is there.
        level: i64,
        /// What was to be added.
        delta: i64,
    },
    /// What was sent is no picture that is taken.
    #[error("no such picture is taken: {0}")]
    NotAPicture(String),
    /// The location has as many pictures as it may have.
    #[error("a location has at most {max} pictures; remove some that no product shows")]
    TooManyPictures {
        /// The limit.
        max: i64,
    },
    /// There is no such picture.
    #[error("there is no picture {0}")]
    NoSuchPicture(PictureId),
    /// A file was not imported; every reason with its line.
    #[error("nothing was imported: {}", lines(.0))]
    ImportRefused(Vec<FileFault>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Every code of this context; each has its page in `docs/problems`.
pub const CODES: &[&str] = &[
    "products.no-such-location",
    "products.no-such-entry",
    "products.exists",
    "products.in-use",
    "products.invalid",
    "products.currency-fixed",
    "products.changed-meanwhile",
    "products.menu-too-large",
    "products.out-of-stock",
    "products.reservation-released",
    "products.stock-below-zero",
    "products.import-refused",
    "products.not-a-picture",
    "products.too-many-pictures",
    "products.no-such-picture",
];

impl Coded for Error {
    fn code(&self) -> &'static str {
        match self {
            Self::NoSuchLocation(_) => "products.no-such-location",
            Self::NoSuchEntry(_) => "products.no-such-entry",
            Self::Exists(_) => "products.exists",
            Self::InUse { .. } => "products.in-use",
            Self::Invalid(_) => "products.invalid",
            Self::CurrencyFixed(_) => "products.currency-fixed",
            Self::ChangedMeanwhile => "products.changed-meanwhile",
            Self::MenuTooLarge { .. } => "products.menu-too-large",
            Self::OutOfStock(_) => "products.out-of-stock",
            Self::ReservationReleased => "products.reservation-released",
            Self::StockBelowZero { .. } => "products.stock-below-zero",
            Self::ImportRefused(_) => "products.import-refused",
            Self::NotAPicture(_) => "products.not-a-picture",
            Self::TooManyPictures { .. } => "products.too-many-pictures",
            Self::NoSuchPicture(_) => "products.no-such-picture",
            Self::Store(error) => error.code(),
        }
    }

    fn class(&self) -> Class {
        match self {
            Self::NoSuchLocation(_) | Self::NoSuchEntry(_) | Self::NoSuchPicture(_) => {
                Class::NotFound
            }
            Self::Exists(_)
            | Self::InUse { .. }
            | Self::CurrencyFixed(_)
            | Self::OutOfStock(_)
            | Self::ReservationReleased
            | Self::TooManyPictures { .. }
            | Self::StockBelowZero { .. } => Class::Rejected,
            Self::Invalid(_)
            | Self::MenuTooLarge { .. }
            | Self::NotAPicture(_)
            | Self::ImportRefused(_) => Class::Invalid,
            Self::ChangedMeanwhile => Class::Stale,
            Self::Store(error) => error.class(),
        }
    }

    fn fields(&self) -> Vec<Field> {
        let Self::Invalid(faults) = self else { return Vec::new() };
        let field = |fault: &Fault| Field {
            pointer: fault.pointer.clone(),
            code: self.code(),
            detail: fault.detail.clone(),
        };
        faults.iter().map(field).collect()
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NoSuchEntry(entry) => Self::NoSuchEntry(entry),
            Refusal::Exists(entry) => Self::Exists(entry),
            Refusal::InUse { entry, by } => Self::InUse { entry, by },
            Refusal::Invalid(faults) => Self::Invalid(faults),
        }
    }
}

fn sentence(faults: &[Fault]) -> String {
    match faults {
        [] => "the input is wrong".to_owned(),
        [fault] if fault.pointer.is_empty() => fault.detail.clone(),
        [fault] => format!("{} {}", fault.pointer, fault.detail),
        [fault, others @ ..] => {
            format!("{} {}, and {} more", fault.pointer, fault.detail, others.len())
        }
    }
}

fn list(items: &[StockItemId]) -> String {
    let items: Vec<&str> = items.iter().map(kernel::Id::as_str).collect();
    items.join(", ")
}

fn lines(faults: &[FileFault]) -> String {
    faults.iter().fold(String::new(), |mut text, fault| {
        if !text.is_empty() {
            text.push_str("; ");
        }
        // Writing to a String does not fail.
        let _ = write!(text, "{fault}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_fault_is_told_and_more_are_counted() {
        let fault =
            |pointer: &str| Fault { pointer: pointer.to_owned(), detail: "is empty".to_owned() };
        let error = Error::Invalid(vec![fault("/name")]);
        assert_eq!(error.to_string(), "/name is empty");
        let error = Error::Invalid(vec![fault("/name"), fault("/unit")]);
        assert_eq!(error.to_string(), "/name is empty, and 1 more");
        assert_eq!(error.fields().len(), 2);
    }

    #[test]
    fn every_code_has_its_page() {
        let pages = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/problems");
        for code in CODES {
            let page = format!("{pages}/{code}.md");
            let text = std::fs::read_to_string(&page).expect(&page);
            assert!(text.starts_with(&format!("# {code}\n")), "{page}");
        }
    }
}
