//! An entry as it is stored.

use std::time::Duration;

use kernel::{PrincipalId, Role, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Collection, Declared, Index, Key, never_changed};

/// How long entries are kept: two years. Longer than anybody asks who changed a price, and an end
/// to what is kept of people who have left.
const KEPT: Duration = Duration::from_hours(24 * 730);
/// The one part of the index.
pub(super) const ALL: &str = "all";

kernel::kinds! {
    /// Names one entry: `aud_` and 26 characters.
    Entry => EntryId, "aud", "an entry of the audit record";
}

/// What this part stores.
pub(crate) static COLLECTIONS: &[&dyn Declared] = &[&AUDIT];

/// Entries, found by when. Nothing replaces or removes one.
pub(super) static AUDIT: Collection<EntryRecord> = Collection {
    name: "audit",
    schema: 1,
    upgrade: never_changed,
    id: |entry| entry.id.to_string(),
    expires: Some(|entry| entry.at + KEPT),
    indexes: &[Index {
        name: "by_time",
        key: |entry| Some(Key::new(ALL, format!("{:016}", entry.at.as_microsecond().max(0)))),
    }],
};

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
    pub(super) status: u16,
    pub(super) request_id: String,
}
