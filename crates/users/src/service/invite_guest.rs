//! Somebody orders without an account.

use std::time::Duration;

use kernel::{PrincipalId, Timestamp};

use super::Users;
use crate::error::Error;
use crate::ports::Holder;

/// How long a guest can come back to their orders, and claim them. Longer than a month that was
/// busy; whoever wants more gets an account.
const LASTS: Duration = Duration::from_hours(24 * 30);

/// A guest, as they are let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guest {
    /// Who they are from now on.
    pub id: PrincipalId,
    /// What they show with each request. Whoever has it is this guest.
    pub token: String,
    /// From when on it is not valid any more.
    pub expires_at: Timestamp,
}

impl Users {
    /// Lets in a guest nobody has seen before. Nothing is stored.
    ///
    /// # Errors
    /// [`Error::NoGuests`].
    pub async fn invite_guest(&self) -> Result<Guest, Error> {
        let id = PrincipalId::guest(&self.parts.random.token());
        let now = self.now();
        let token = self.parts.guests.issue(&id, now, LASTS).await?;
        Ok(Guest { id, token, expires_at: now.checked_add(LASTS).unwrap_or(now) })
    }

    /// The guest who comes back with this token; `None` when it is not valid here now.
    ///
    /// # Errors
    /// Those of whoever checks tokens.
    pub async fn welcome_back(&self, token: String) -> Result<Option<Guest>, Error> {
        match self.parts.guests.holder(&token).await {
            Ok(Holder { guest, expires_at }) => Ok(Some(Guest { id: guest, token, expires_at })),
            Err(Error::InvalidGuestToken(_) | Error::NoGuests) => Ok(None),
            Err(error) => Err(error),
        }
    }
}
