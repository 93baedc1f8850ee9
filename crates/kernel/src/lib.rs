//! The words every part of Comanda shares: identifiers, money, time, pages, who is calling, and how an
//! error is classified. No IO: nothing here opens a file, a socket or a database.
//!
//! The one rule of this crate is that time, chance and identity are *arguments* ([`Clock`],
//! [`Random`], [`Principal`]), so that a test can own them.

mod clock;
mod error;
mod id;
mod message;
mod money;
mod page;
mod principal;
mod random;

pub use clock::{Clock, FixedClock, SystemClock, Timestamp};
pub use error::{Class, Coded, Field};
pub use id::{Id, InvalidId, Kind as IdKind, LocationId, OrderId, PrincipalId, derive_suffix};
pub use message::{Envelope, Topic};
pub use money::{Currency, Money, MoneyError};
pub use page::{Cursor, InvalidCursor, Limit, Page};
pub use principal::{Principal, Role};
pub use random::{OsRandom, Random, SeededRandom};
