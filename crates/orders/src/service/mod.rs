//! The verbs of this context, one a file. They read, let the domain decide, and commit.

mod await_decision;
#[cfg(test)]
mod await_decision_tests;
mod capacity;
mod change_order;
mod close_order;
mod confirm_order;
mod decided;
mod list_orders;
mod live;
mod orders;
mod payments;
mod people;
#[cfg(test)]
mod people_tests;
mod place_order;
mod popular;
mod qr_codes;
mod quote;
mod redemptions;
mod sales;
#[cfg(test)]
mod sales_tests;
#[cfg(test)]
mod schedule_tests;
mod search_orders;
#[cfg(test)]
mod search_orders_tests;
#[cfg(test)]
pub(crate) mod testing;
mod waits;
#[cfg(test)]
mod walk_in_tests;

pub use self::confirm_order::Checked;
pub use self::decided::Decided;
pub use self::list_orders::Filter;
pub use self::live::{Changes, Live, Watch};
pub use self::orders::Orders;
use self::orders::checked;
pub use self::payments::{Refund, Refunded};
pub use self::place_order::{PlaceOrder, Placement};
pub use self::popular::Popular;
pub use self::qr_codes::{Display, Redeemed};
pub use self::quote::Quote;
pub use self::search_orders::Search;

/// How often to read again when somebody else changed what is to be changed.
const TRIES: usize = 5;
