#![doc = include_str!("../README.md")]

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
