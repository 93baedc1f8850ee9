//! Putting the parts together: the same for the server, the tools, the functions and the tests.

mod answers;
mod contexts;
mod parts;
mod provider;
mod server;

use store::{Address, Declared};

pub use self::answers::Answers;
pub use self::contexts::Contexts;
pub use self::parts::{Elsewhere, Parts, PushSettings};
pub use self::server::App;
use crate::audit;

/// Every collection of every context.
pub fn collections() -> Vec<&'static dyn Declared> {
    [&collections_on_aws(), idp::COLLECTIONS, queue::COLLECTIONS, workflow::COLLECTIONS].concat()
}

/// The collections that are kept on AWS, too: queues, executions and accounts are no records there.
pub fn collections_on_aws() -> Vec<&'static dyn Declared> {
    let leases: &'static dyn Declared = &store::LEASES;
    let people = users::COLLECTIONS;
    let told = [notify::COLLECTIONS, audit::COLLECTIONS].concat();
    [&[leases], products::COLLECTIONS, orders::COLLECTIONS, people, &told].concat()
}

/// The collections that are kept there.
pub(crate) fn collections_at(address: &Address) -> Vec<&'static dyn Declared> {
    match address {
        Address::Dynamo { .. } => collections_on_aws(),
        _ => collections(),
    }
}
