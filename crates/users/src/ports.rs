//! What this context asks of others. `comanda/src/links` answers.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use kernel::{Clock, PrincipalId, Random, Timestamp};
use serde_json::Value;
use store::Change;

use crate::error::Error;

/// The accounts that people sign in with, owned by somebody else.
#[async_trait]
pub trait Accounts: Send + Sync + 'static {
    /// What closes somebody's account: it is committed together with what forgets them here. Empty
    /// when there is none, or when it is closed already.
    async fn closing(&self, user: &PrincipalId) -> Result<Change, Error>;
}

/// What others keep of a person.
#[async_trait]
pub trait Holdings: Send + Sync + 'static {
    /// All of it, in named sections, as it would be shown to that person.
    async fn of(&self, user: &PrincipalId) -> Result<Vec<(&'static str, Value)>, Error>;

    /// Whether an order of theirs has not ended yet. A hint: one placed a moment ago may be
    /// overlooked.
    async fn is_order_under_way(&self, user: &PrincipalId) -> Result<bool, Error>;

    /// Makes what a guest has ordered the account's, and says how many orders that were. What was
    /// told of them follows. Repeating it finds nothing more.
    async fn take_over(&self, guest: &PrincipalId, user: &PrincipalId) -> Result<u64, Error>;
}

/// The tokens that let guests in.
#[async_trait]
pub trait GuestTokens: Send + Sync + 'static {
    /// A bearer token for `guest` as a customer, valid from `now` for `lasts`.
    ///
    /// # Errors
    /// [`Error::NoGuests`] where somebody else decides who may call.
    async fn issue(
        &self,
        guest: &PrincipalId,
        now: Timestamp,
        lasts: Duration,
    ) -> Result<String, Error>;

    /// Whose token this is, if it is valid here now.
    ///
    /// # Errors
    /// [`Error::InvalidGuestToken`], [`Error::NoGuests`].
    async fn holder(&self, token: &str) -> Result<Holder, Error>;
}

/// Who holds a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The guest.
    pub guest: PrincipalId,
    /// From when on the token is not valid any more.
    pub expires_at: Timestamp,
}

/// What the verbs of this context work with.
pub struct Parts {
    /// Where profiles are kept.
    pub store: Arc<dyn store::Store>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub random: Arc<dyn Random>,
    /// The accounts that people sign in with.
    pub accounts: Arc<dyn Accounts>,
    /// What others keep of people.
    pub holdings: Arc<dyn Holdings>,
    /// The tokens that let guests in.
    pub guests: Arc<dyn GuestTokens>,
}
