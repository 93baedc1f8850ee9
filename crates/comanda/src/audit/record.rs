//! An entry as it is stored.

use std::time::Duration;

use kernel::{Cursor, LocationId, PrincipalId, Role, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Collection, Declared, Index, Key, never_changed};

/// How long entries are kept: two years. Longer than anybody asks who changed a price, and an end
/// to what is kept of people who have left.
const KEPT: Duration = Duration::from_hours(24 * 730);
/// The one part of the index of all.
pub(super) const ALL: &str = "all";

kernel::kinds! {
    /// Names one entry: `aud_` and 26 characters.
    Entry => EntryId, "aud", "an entry of the audit record";
}

/// What this part stores.
pub(crate) static COLLECTIONS: &[&dyn Declared] = &[&AUDIT];

/// Entries, found by when: all, what somebody did, what was done to a location, and one operation.
/// Nothing replaces or removes one.
pub(super) static AUDIT: Collection<EntryRecord> = Collection {
    name: "audit",
    schema: 1,
    upgrade: never_changed,
    id: |entry| entry.id.to_string(),
    expires: Some(|entry| entry.at + KEPT),
    indexes: &[
        Index { name: "by_time", key: |entry| Some(Key::new(ALL, instant(entry.at))) },
        Index {
            name: "by_doer",
            key: |entry| Some(Key::new(entry.by.as_str(), instant(entry.at))),
        },
        Index {
            name: "by_location",
            key: |entry| Some(Key::new(entry.location.as_ref()?.as_str(), instant(entry.at))),
        },
        Index {
            name: "by_operation",
            key: |entry| Some(Key::new(entry.operation.as_str(), instant(entry.at))),
        },
    ],
};

/// An instant as a sort key: microseconds since 1970 with 16 digits.
pub(super) fn instant(at: Timestamp) -> String {
    format!("{:016}", at.as_microsecond().max(0))
}

/// One thing that somebody did. Their name is not kept: who reads this looks it up.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct EntryRecord {
    pub(super) id: EntryId,
    pub(super) at: Timestamp,
    pub(super) by: PrincipalId,
    pub(super) role: Role,
    pub(super) operation: String,
    pub(super) method: String,
    pub(super) path: String,
    /// The location it was done to, if it was done to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) location: Option<LocationId>,
    pub(super) status: u16,
    pub(super) request_id: String,
}

impl EntryRecord {
    /// Where it stands in every index.
    pub(super) fn place(&self) -> Cursor {
        Cursor { sort: instant(self.at), id: self.id.to_string() }
    }
}
