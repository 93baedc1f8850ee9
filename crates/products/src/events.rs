//! What this context says to others.

use kernel::{Envelope, LocationId, Timestamp, Topic};
use serde::{Deserialize, Serialize};
use store::{Destination, Outgoing, Version};

/// A menu has a new version: products, prices, options or availability changed.
pub const MENU_CHANGED: Topic = "products.menu-changed.v1";

/// The data of [`MENU_CHANGED`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MenuChanged {
    /// Whose menu.
    pub location: LocationId,
    /// The version it has now; later events of one location have larger ones.
    pub version: Version,
}

/// The message that a menu has a new version.
pub(crate) fn menu_changed(location: &LocationId, version: Version, at: Timestamp) -> Outgoing {
    let data = MenuChanged { location: location.clone(), version };
    let envelope = Envelope { topic: MENU_CHANGED.to_owned(), at, data };
    let body = serde_json::to_string(&envelope)
        .expect("a struct of strings and numbers always serialises");
    Outgoing {
        to: Destination::Topic(MENU_CHANGED.to_owned()),
        group: location.to_string(),
        deduplication_id: format!("menu-{location}-{version}"),
        body,
    }
}
