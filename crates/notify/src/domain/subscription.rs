//! Where somebody's browser takes pushes.

use kernel::{Timestamp, derive_suffix};

/// Most subscriptions that are kept of one person: one for each browser they use.
pub const SUBSCRIPTIONS_MAX: usize = 10;

/// Where one browser of somebody takes pushes, as it says itself (`PushSubscription` of the Push
/// API). Who has it can write to that browser, so it is shown to nobody.
#[derive(Clone, PartialEq, Eq)]
pub struct Subscription {
    /// The address at the browser's push service.
    pub endpoint: String,
    /// `p256dh`: the browser's public key, as an uncompressed point in base64url.
    pub public_key: String,
    /// `auth`: what the browser shares with us and with nobody else, in base64url.
    pub secret: String,
    /// When it was last told to us.
    pub at: Timestamp,
}

/// What is wrong with a subscription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Where, as a JSON pointer (RFC 6901) into the input.
    pub pointer: &'static str,
    /// What, as a sentence without a capital and a full stop. It repeats nothing of the input.
    pub detail: &'static str,
}

impl Subscription {
    /// Names it where its address should not stand.
    pub fn id(&self) -> String {
        Self::id_of(&self.endpoint)
    }

    /// The same for an address.
    pub fn id_of(endpoint: &str) -> String {
        derive_suffix(&["push", endpoint])
    }
}

/// Puts a subscription among those of somebody, in place of what was known of the same browser;
/// gives back those for which there is no room any more, oldest first.
pub fn subscribe(known: &mut Vec<Subscription>, new: Subscription) -> Vec<Subscription> {
    known.retain(|one| one.endpoint != new.endpoint);
    known.push(new);
    let surplus = known.len().saturating_sub(SUBSCRIPTIONS_MAX);
    known.drain(..surplus).collect()
}
