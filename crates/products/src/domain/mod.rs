//! The rules of menus, prices, hours and stock: pure, without a clock or a database.

mod check_location;
mod check_menu;
mod coordinates;
mod edit;
mod fault;
mod hours;
mod id;
mod location;
mod menu;
mod ordering;
mod pace;
mod picture;
mod sold_out;
mod translation;
mod words;

#[cfg(test)]
pub(crate) mod samples;

pub(crate) use check_location::check_location;
pub(crate) use check_menu::check_menu;
pub use coordinates::Coordinates;
pub use edit::Entry;
pub(crate) use edit::Refusal;
pub use fault::Fault;
pub use hours::{OpenState, OpeningHours, Switch, TimeRange, Weekday};
pub use id::{CategoryId, OptionGroupId, OptionId, PictureId, ProductId, StockItemId};
pub use location::Location;
pub use menu::{Category, Menu, MenuOption, OptionGroup, Product, StockItem};
pub use ordering::{Ordering, QrCodes};
pub use pace::{Busy, Pace};
pub use picture::Picture;
pub(crate) use picture::{PICTURE_BYTES_MAX, PICTURES_MAX, check_picture};
pub use translation::{Text, Translations};
pub use words::{Allergen, Diet, Fulfilment, Language, MediaType};
