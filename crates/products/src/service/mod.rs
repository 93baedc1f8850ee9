//! What can be done with locations, menus and stock: a verb a file.

mod adjust_stock;
mod cache;
mod create_location;
mod edit_menu;
mod export_menu;
mod import_menu;
mod pictures;
mod read;
mod read_offer;
mod release_stock;
mod replace_menu;
mod reserve_stock;
mod set_pace;
mod set_sold_out;
mod timed_menu;
mod update_categories;
mod update_location;
mod update_option_groups;
mod update_products;

#[cfg(test)]
pub(crate) mod testing;

use std::sync::Arc;

use kernel::{Clock, Timestamp};
use store::Store;

use self::cache::Cache;
use self::read_offer::Offers;
use self::timed_menu::TimedMenu;
use crate::domain::Location;

pub use self::adjust_stock::{Level, StockReason};
pub use self::cache::Cached;
pub use self::import_menu::Imported;

/// The products context, as the program and the other contexts' links hold it. Clones share all.
#[derive(Clone)]
pub struct Products {
    parts: Arc<Parts>,
}

struct Parts {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    locations: Cache<Location>,
    menus: Cache<TimedMenu>,
    offers: Offers,
}

/// How often a change is decided anew when somebody else's came first.
const ATTEMPTS: usize = 5;

impl Products {
    /// The context on this store. The store knows [`COLLECTIONS`](crate::COLLECTIONS).
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>) -> Self {
        let (locations, menus, offers) = (Cache::new(), Cache::new(), Offers::default());
        Self { parts: Arc::new(Parts { store, clock, locations, menus, offers }) }
    }

    /// The present instant, by the clock this context was given.
    pub(crate) fn now(&self) -> Timestamp {
        self.parts.clock.now()
    }

    fn store(&self) -> &dyn Store {
        &*self.parts.store
    }
}
