//! Somebody wants to be forgotten. Here nothing is left but that there was somebody; their account
//! is closed in the same commit; others hear of it and forget in their turn.

use kernel::PrincipalId;
use store::{Change, Outcome};

use super::{Found, TRIES, Users};
use crate::error::Error;
use crate::events;
use crate::records::{PROFILES, ProfileRecord};

impl Users {
    /// Erases somebody. Repeating it changes nothing here, and has others look once more whether
    /// there is something of theirs.
    ///
    /// # Errors
    /// [`Error::OrderUnderWay`], [`Error::GuestHasNoProfile`], [`Error::Contended`].
    pub async fn erase(&self, user: &PrincipalId) -> Result<(), Error> {
        for _ in 0..TRIES {
            let stored = self.unless_erased(user).await?;
            if self.parts.holdings.is_order_under_way(user).await? {
                return Err(Error::OrderUnderWay);
            }
            let at = self.now();
            let mut change = Change::default().saying(events::erased(user, at));
            if let Some(Found { version, .. }) = stored {
                // It stays for good: a registration that is heard of late finds it.
                let left = ProfileRecord::Erased { user: user.clone(), at };
                change = change.and(PROFILES.put(&left, (version > 0).then_some(version)));
            }
            let Change { writes, messages, sent } = self.parts.accounts.closing(user).await?;
            change.writes.extend(writes);
            change.messages.extend(messages);
            change.sent.extend(sent);
            if self.parts.store.commit(change).await? == Outcome::Committed {
                tracing::info!(%user, "user erased");
                return Ok(());
            }
        }
        Err(Error::Contended)
    }
}
