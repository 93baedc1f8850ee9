//! What becomes of a redemption: its order is placed, its time ends, or it is given back. Exactly
//! one of them happens, because each replaces the version it has read.

use kernel::{OrderId, Principal};
use store::{Change, Outcome, Version, Write};

use super::{Orders, TRIES};
use crate::domain::{Redemption, RedemptionState};
use crate::error::Error;
use crate::events::{QR_CODE_RETURNED, tell_redemption};
use crate::records::{REDEMPTIONS, RedemptionRecord, token_counter};

impl Orders {
    /// The redemption an order starts with, if it starts with one.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn redemption(&self, order: &OrderId) -> Result<Option<Redemption>, Error> {
        Ok(self.find_redemption(order).await?.map(|(redemption, _)| redemption))
    }

    /// The write that uses a redemption up, for the change that places its order: if the redemption
    /// has ended by then, that change conflicts.
    ///
    /// # Errors
    /// [`Error::RedemptionOver`] unless it is open, [`Error::NotFound`] when there is none.
    pub async fn use_redemption(&self, order: &OrderId) -> Result<Write, Error> {
        let (redemption, version) = self.find_redemption(order).await?.ok_or(Error::NotFound)?;
        let used = redemption.end(RedemptionState::Used);
        let used = used.ok_or(Error::RedemptionOver(redemption.state.word()))?;
        Ok(REDEMPTIONS.replace(&RedemptionRecord::from(&used), version))
    }

    /// Ends an open redemption whose time is over. Says whether its order was placed in the last
    /// moment. Repeating it changes nothing.
    ///
    /// # Errors
    /// [`Error::Contended`], failures of the store.
    pub async fn expire_redemption(&self, order: &OrderId) -> Result<bool, Error> {
        for _ in 0..TRIES {
            let Some((redemption, version)) = self.find_redemption(order).await? else {
                return Ok(false);
            };
            let Some(expired) = redemption.end(RedemptionState::Expired) else {
                return Ok(redemption.state == RedemptionState::Used);
            };
            let write = REDEMPTIONS.replace(&RedemptionRecord::from(&expired), version);
            if self.parts.store.commit(Change::of(vec![write])).await? == Outcome::Committed {
                return Ok(false);
            }
        }
        Err(Error::Contended)
    }

    /// The write that ends an open redemption, so that no order can come of it; `None` unless one
    /// is open.
    pub(super) async fn expiry(&self, order: &OrderId) -> Result<Option<Write>, Error> {
        let found = self.find_redemption(order).await?;
        Ok(found.and_then(|(redemption, version)| {
            let expired = redemption.end(RedemptionState::Expired)?;
            Some(REDEMPTIONS.replace(&RedemptionRecord::from(&expired), version))
        }))
    }

    /// Gives the token of an order back to its code, once, whatever became of the redemption. One
    /// that is open expires. Nothing happens where there is no redemption.
    ///
    /// # Errors
    /// [`Error::Contended`], failures of the store.
    pub async fn return_qr_token(&self, order: &OrderId) -> Result<(), Error> {
        for _ in 0..TRIES {
            let Some((redemption, version)) = self.find_redemption(order).await? else {
                return Ok(());
            };
            let Some(next) = redemption.return_token() else { return Ok(()) };
            let change = give_token(&next, version);
            if self.parts.store.commit(change).await? == Outcome::Committed {
                return Ok(());
            }
        }
        Err(Error::Contended)
    }

    /// Gives the caller's own open redemption of a code back, and with it its token. Repeating it
    /// changes nothing.
    ///
    /// # Errors
    /// [`Error::UnknownQrCode`] when they have none, [`Error::RedemptionOver`] when its order was
    /// placed or its time was over.
    pub async fn give_redemption_back(&self, code: &str, who: &Principal) -> Result<(), Error> {
        let order = Redemption::order_of(&who.id, code);
        for _ in 0..TRIES {
            let found = self.find_redemption(&order).await?;
            let (redemption, version) = found.ok_or(Error::UnknownQrCode)?;
            let Some(returned) = redemption.end(RedemptionState::Returned) else {
                return match redemption.state {
                    RedemptionState::Returned => Ok(()),
                    over => Err(Error::RedemptionOver(over.word())),
                };
            };
            let event = tell_redemption(QR_CODE_RETURNED, &returned, self.now());
            // The token goes back at once; the workflow that gives it back later changes nothing.
            let next = returned.return_token().unwrap_or(returned);
            let change = give_token(&next, version).saying(event);
            if self.parts.store.commit(change).await? == Outcome::Committed {
                tracing::info!(%order, "QR code given back");
                return Ok(());
            }
        }
        Err(Error::Contended)
    }

    async fn find_redemption(
        &self,
        order: &OrderId,
    ) -> Result<Option<(Redemption, Version)>, Error> {
        let found = REDEMPTIONS.get(&*self.parts.store, order.as_str()).await?;
        Ok(found.map(|found| (found.record.into(), found.version)))
    }
}

/// Writes a redemption down and gives its token back to the code.
fn give_token(next: &Redemption, version: Version) -> Change {
    let counter = token_counter(&next.code);
    let give = Write::Adjust { counter, delta: 1, at_least: None };
    Change::of(vec![REDEMPTIONS.replace(&RedemptionRecord::from(next), version), give])
}
