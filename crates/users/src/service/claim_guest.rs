//! A guest has an account now, and their orders become its.

use kernel::PrincipalId;
use store::{Change, Outcome};

use super::{TRIES, Users};
use crate::error::Error;
use crate::events;
use crate::records::{GUEST_CLAIMS, GuestClaimRecord};

impl Users {
    /// Makes the orders of whoever holds `guest_token` those of `user`, and says how many they
    /// were. The first account that claims a guest keeps them; another finds nothing. The same
    /// account may claim again, and finds what the guest has ordered since.
    ///
    /// # Errors
    /// [`Error::InvalidGuestToken`], [`Error::NoGuests`], [`Error::GuestHasNoProfile`],
    /// [`Error::Erased`], [`Error::Contended`].
    pub async fn claim(&self, guest_token: &str, user: &PrincipalId) -> Result<u64, Error> {
        self.read(user).await?;
        let guest = self.parts.guests.holder(guest_token).await?.guest;
        let Some(is_first) = self.hold(&guest, user).await? else { return Ok(0) };
        let claimed = self.parts.holdings.take_over(&guest, user).await?;
        if is_first || claimed > 0 {
            // Whoever keeps orders looks once more, for those that an index did not show yet.
            let again = events::claimed(&guest, user, self.now());
            let say = self.parts.store.commit(Change::default().saying(again)).await?;
            say.or_else(|_| Error::Contended)?;
            tracing::info!(%guest, %user, claimed, "guest claimed");
        }
        Ok(claimed)
    }

    /// Makes sure that nobody else can claim this guest. Says whether that is new; `None` when
    /// somebody else has.
    async fn hold(&self, guest: &PrincipalId, user: &PrincipalId) -> Result<Option<bool>, Error> {
        for _ in 0..TRIES {
            let found = GUEST_CLAIMS.get(&*self.parts.store, guest.as_str()).await?;
            if let Some(found) = found {
                return Ok((found.record.user == *user).then_some(false));
            }
            let (guest, user) = (guest.clone(), user.clone());
            let claim = GuestClaimRecord { guest, user, at: self.now() };
            let change = Change::of(vec![GUEST_CLAIMS.insert(&claim)]);
            if self.parts.store.commit(change).await? == Outcome::Committed {
                return Ok(Some(true));
            }
        }
        Err(Error::Contended)
    }
}
