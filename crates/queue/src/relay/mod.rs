//! The relay: carries committed messages from the store's outbox to where they go.

mod carrier;
mod rounds;
mod routed;
mod routes;

pub use self::carrier::{Carried, Carrier};
pub use self::rounds::Relay;
pub use self::routed::Routed;
pub use self::routes::Routes;
