//! Which account a guest's orders belong to.

use std::time::Duration;

use kernel::{PrincipalId, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Collection, never_changed};

/// How long it is known. Longer than a guest's token is valid: nobody can claim after that.
const KEPT: Duration = Duration::from_hours(24 * 60);

/// Claims, by the guest: the first one stays.
pub(crate) static GUEST_CLAIMS: Collection<GuestClaimRecord> = Collection {
    name: "guest_claims",
    schema: 1,
    upgrade: never_changed,
    id: |claim| claim.guest.as_str().to_owned(),
    expires: Some(|claim| claim.at + KEPT),
    indexes: &[],
};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct GuestClaimRecord {
    pub(crate) guest: PrincipalId,
    pub(crate) user: PrincipalId,
    pub(crate) at: Timestamp,
}
