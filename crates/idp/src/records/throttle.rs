//! Counts of what must not happen too often.

use kernel::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Collection, never_changed};

/// Counts, each under the keyed hash of what is counted.
pub(crate) static THROTTLES: Collection<Throttle> = Collection {
    name: "throttles",
    schema: 1,
    upgrade: never_changed,
    id: |throttle| throttle.id.clone(),
    expires: Some(|throttle| throttle.forget_at),
    indexes: &[],
};

/// A count.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Throttle {
    pub(crate) id: String,
    pub(crate) count: u32,
    /// Nothing is looked at before.
    pub(crate) wait_until: Timestamp,
    /// From then on it counts as never having been.
    pub(crate) forget_at: Timestamp,
    /// Keyed hashes of whom the guesses were about, where one network guesses at many.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) about: Vec<String>,
}
