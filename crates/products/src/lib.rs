#![doc = include_str!("../README.md")]

mod domain;
mod error;
mod events;
pub mod http;
mod import;
mod records;
mod service;
mod word;

pub use domain::{
    Allergen, Busy, Category, CategoryId, Coordinates, Diet, Entry, Fault, Fulfilment, Language,
    Location, MediaType, Menu, MenuOption, OpenState, OpeningHours, OptionGroup, OptionGroupId,
    OptionId, Ordering, Pace, Picture, PictureId, Product, ProductId, QrCodes, StockItem,
    StockItemId, Switch, Text, TimeRange, Translations, Weekday,
};
pub use error::{CODES, Error};
pub use events::{MENU_CHANGED, MenuChanged};
pub use import::FileFault;
pub use records::COLLECTIONS;
pub use service::{Cached, Imported, Level, Products, StockReason};
